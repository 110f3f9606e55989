package io.countersign.domain.correlation;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import java.time.Instant;

/**
 * An alert, as its incident keeps it.
 *
 * @param startsAt when the source says it began (UTC)
 */
public record IncidentAlert(
    AlertId alert,
    EntityId entity,
    String name,
    Severity severity,
    String signal,
    Instant startsAt) {}
