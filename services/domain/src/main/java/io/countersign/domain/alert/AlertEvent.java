package io.countersign.domain.alert;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Event;
import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of one episode of an alert. */
public sealed interface AlertEvent extends Event {
  AlertId alert();

  /**
   * It fires.
   *
   * @param reading what was done to it so that it could be kept; null when nothing was
   * @param group the source's own; null when it has none
   */
  record Raised(
      AlertId alert,
      String integration,
      String fingerprint,
      String name,
      Severity severity,
      EntityId entity,
      String signal,
      Instant startsAt,
      Map<String, String> labels,
      @Nullable BlobRef annotations,
      @Nullable AlertReading reading,
      @Nullable SourceGroup group)
      implements AlertEvent {
    public Raised {
      labels = Map.copyOf(labels);
    }

    /** One that came as it should, in no group. */
    public Raised(
        AlertId alert,
        String integration,
        String fingerprint,
        String name,
        Severity severity,
        EntityId entity,
        String signal,
        Instant startsAt,
        Map<String, String> labels,
        @Nullable BlobRef annotations) {
      this(
          alert,
          integration,
          fingerprint,
          name,
          severity,
          entity,
          signal,
          startsAt,
          labels,
          annotations,
          null,
          null);
    }
  }

  /**
   * The {@link Raised} that follows is held back: it is on record and told, but opens and joins no
   * incident until the mute is lifted.
   */
  record HeldBack(AlertId alert, MuteId mute) implements AlertEvent {}

  /** Told again: recorded at 1, 10, 100, ... repeats. */
  record Repeated(AlertId alert, long count, Instant lastSeen) implements AlertEvent {}

  record Resolved(AlertId alert, Instant endsAt, long count, Instant lastSeen)
      implements AlertEvent {}

  /** Told, and on purpose not acted upon. */
  record Suppressed(AlertId alert, String integration, String name, EntityId entity, Reason reason)
      implements AlertEvent {
    /** Why nobody was paged. */
    public enum Reason {
      /** Its end was the first that was heard of it. */
      ENDED_BEFORE_SEEN
    }
  }
}
