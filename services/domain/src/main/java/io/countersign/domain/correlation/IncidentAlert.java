package io.countersign.domain.correlation;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.alert.SourceGroup;
import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert, as its incident keeps it.
 *
 * @param startsAt when the source says it began (UTC)
 * @param group the source's own, of an alert about something that nobody catalogued; null else
 */
public record IncidentAlert(
    AlertId alert,
    EntityId entity,
    String name,
    Severity severity,
    String signal,
    Instant startsAt,
    @Nullable SourceGroup group) {
  /** One in no group. */
  public IncidentAlert(
      AlertId alert,
      EntityId entity,
      String name,
      Severity severity,
      String signal,
      Instant startsAt) {
    this(alert, entity, name, severity, signal, startsAt, null);
  }
}
