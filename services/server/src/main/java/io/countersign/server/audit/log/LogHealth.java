package io.countersign.server.audit.log;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.log.LogProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The health of the log, by how long events wait to be in its tree under a published head. */
final class LogHealth {
  /** A head a second is made, and witnesses take some seconds at most. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private LogHealth() {}

  /**
   * @param waiting since when the oldest event does that no published head covers
   */
  static ConnectionHealth of(LogProgress progress, Optional<Instant> waiting, Instant now) {
    var since = waiting.filter(it -> it.isBefore(now.minus(PATIENCE)));
    if (since.isEmpty()) {
      return ConnectionHealth.working(state(progress));
    }
    var seconds = Duration.between(since.get(), now).toSeconds();
    return progress.lag() > 0 && isGrowing(progress)
        ? ConnectionHealth.broken(
            "events wait for their place in the log for %s s: %s"
                .formatted(seconds, state(progress)),
            "Wait while its size grows, as after an update; if it doesn't, look for errors of"
                + " ledger-log in the log.")
        : ConnectionHealth.broken(
            "no checkpoint was published for events of %s s: %s%s"
                .formatted(seconds, state(progress), problem(progress)),
            "Until then they can't be proved. Look at the log's key and its witnesses, and for"
                + " ledger-checkpoints in the log.");
  }

  /** Whether the tree is what is late, and not its publication. */
  private static boolean isGrowing(LogProgress progress) {
    return progress.problem().isEmpty() && progress.lag() >= progress.unpublished();
  }

  private static String problem(LogProgress progress) {
    return progress.problem().isEmpty() ? "" : "; " + progress.problem();
  }

  private static String state(LogProgress progress) {
    var published =
        progress.publishedAt() == null
            ? "none published yet"
            : "the last checkpoint has %s, at %s"
                .formatted(progress.published(), progress.publishedAt());
    return "%s of %s events in the tree, %s".formatted(progress.size(), progress.head(), published);
  }
}
