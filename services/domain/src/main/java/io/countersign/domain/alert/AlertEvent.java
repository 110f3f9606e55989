package io.countersign.domain.alert;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Event;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.SourceReading;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of one episode of an alert. */
public sealed interface AlertEvent extends Event {
  AlertId alert();

  /**
   * An episode began.
   *
   * @param startsAt when its source says it began
   * @param reading what was done to it so that it could be kept; null when nothing was
   * @param group the source's own; null when it has none
   * @param again since when it fires again; null unless its source names a start that lies before
   *     the end of an earlier episode
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
      @Nullable SourceReading reading,
      @Nullable SourceGroup group,
      @Nullable Instant again)
      implements AlertEvent {
    public Raised {
      labels = Map.copyOf(labels);
    }

    /** One that came as it should, in no group, and that nobody took for over before. */
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
          null,
          null);
    }

    /** From when on it fires: it may have begun long before. */
    public Instant firesSince() {
      return again == null ? startsAt : again;
    }
  }

  /**
   * The {@link Raised} that follows is held back: it is on record and told, but opens and joins no
   * incident until the mute is lifted.
   */
  record HeldBack(AlertId alert, MuteId mute) implements AlertEvent {}

  /** Told again: recorded at 1, 10, 100, ... repeats. */
  record Repeated(AlertId alert, long count, Instant lastSeen) implements AlertEvent {}

  /**
   * An episode ended.
   *
   * @param count how often it was repeated
   * @param lastSeen when this was found
   * @param reason null where its source said so
   */
  record Resolved(
      AlertId alert, Instant endsAt, long count, Instant lastSeen, @Nullable Reason reason)
      implements AlertEvent {
    /** The ground for taking it for over, where its source didn't say so. */
    public enum Reason {
      /** Nothing was heard of it for the integration's staleness time. */
      STALE,
      /** It fires anew, from a start after it was last told: its end got lost. */
      BEGAN_ANEW
    }

    /** Its source said so. */
    public Resolved(AlertId alert, Instant endsAt, long count, Instant lastSeen) {
      this(alert, endsAt, count, lastSeen, null);
    }
  }

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
