package io.countersign.domain.alert;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Command;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command about one episode of an alert. */
public sealed interface AlertCommand extends Command {
  AlertId alert();

  @Override
  default String target() {
    return alert().value();
  }

  /**
   * A source said that an alert fires or has ended. Sources repeat themselves, come late and out of
   * order.
   *
   * @param alert derived from integration, fingerprint and startsAt
   * @param name the rule's name, such as {@code HighErrorRate}
   * @param entity what it is about
   * @param signal {@code errors}, {@code latency}, {@code availability}, ... or empty
   * @param endsAt when it ended; null while it fires
   * @param labels identity as the source gave it, at most 64 of 1 KiB
   * @param annotations the moving text, kept beside the record
   * @param reading what was done to it so that it could be kept; null when nothing was
   * @param group the source's own; null when it has none
   */
  record ObserveAlert(
      AlertId alert,
      String integration,
      String fingerprint,
      String name,
      Severity severity,
      EntityId entity,
      String signal,
      Instant startsAt,
      @Nullable Instant endsAt,
      Map<String, String> labels,
      @Nullable BlobRef annotations,
      @Nullable AlertReading reading,
      @Nullable SourceGroup group)
      implements AlertCommand {
    public ObserveAlert {
      name = TextRedaction.text(name);
      labels = TextRedaction.values(labels);
    }

    /** One that came as it should, in no group. */
    public ObserveAlert(
        AlertId alert,
        String integration,
        String fingerprint,
        String name,
        Severity severity,
        EntityId entity,
        String signal,
        Instant startsAt,
        @Nullable Instant endsAt,
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
          endsAt,
          labels,
          annotations,
          null,
          null);
    }
  }
}
