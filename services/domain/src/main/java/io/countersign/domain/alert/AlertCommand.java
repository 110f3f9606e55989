package io.countersign.domain.alert;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Command;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.SourceReading;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command about an alert: which of its episodes it's about, its state tells. */
public sealed interface AlertCommand extends Command {
  String integration();

  String fingerprint();

  /** The series; its episode is found when the command is handled. */
  @Override
  default String target() {
    return AlertSeries.key(integration(), fingerprint());
  }

  /**
   * A source said that an alert fires or has ended. Sources repeat themselves, come late and out of
   * order.
   *
   * @param name the rule's name, such as {@code HighErrorRate}
   * @param entity what it is about
   * @param signal {@code errors}, {@code latency}, {@code availability}, ... or empty
   * @param startsAt when its source says it began; null, or in year 1, where it doesn't say
   * @param endsAt when it ended, where its source says so; of what fires it means nothing
   * @param labels identity as the source gave it, at most 64 of 1 KiB
   * @param annotations the moving text, kept beside the record
   * @param reading what was done to it so that it could be kept; null when nothing was
   * @param group the source's own; null when it has none
   */
  record ObserveAlert(
      String integration,
      String fingerprint,
      String name,
      Severity severity,
      EntityId entity,
      String signal,
      boolean firing,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      Map<String, String> labels,
      @Nullable BlobRef annotations,
      @Nullable SourceReading reading,
      @Nullable SourceGroup group)
      implements AlertCommand {
    public ObserveAlert {
      name = TextRedaction.text(name);
      labels = TextRedaction.values(labels);
      entity = entity.redacted();
      signal = TextRedaction.text(signal);
      group = group == null ? null : group.redacted();
    }

    /** One that came as it should, in no group. */
    public ObserveAlert(
        String integration,
        String fingerprint,
        String name,
        Severity severity,
        EntityId entity,
        String signal,
        boolean firing,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        Map<String, String> labels,
        @Nullable BlobRef annotations) {
      this(
          integration,
          fingerprint,
          name,
          severity,
          entity,
          signal,
          firing,
          startsAt,
          endsAt,
          labels,
          annotations,
          null,
          null);
    }
  }

  /**
   * An episode was silent for the integration's staleness time; whether it still is, the decider
   * finds.
   *
   * @param silentSince whatever was heard before it is too long ago
   */
  record EndStale(String integration, String fingerprint, AlertId alert, Instant silentSince)
      implements AlertCommand {}

  /** What waits to be raised is due. */
  record RaiseHeld(String integration, String fingerprint) implements AlertCommand {}
}
