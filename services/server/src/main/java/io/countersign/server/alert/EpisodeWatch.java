package io.countersign.server.alert;

import io.countersign.domain.Command;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.ledger.Submission;
import io.countersign.ledger.alert.AlertEpisodes;
import io.countersign.server.config.Configuration;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The watch over episodes that only time changes: what waits to be raised, and what its source has
 * been silent about for too long. Several servers may ask for the same; what is due the decider
 * judges.
 */
@Component
final class EpisodeWatch {
  /** Of alerts whose integration is configured no more: nobody speaks of them again. */
  static final Duration UNCONFIGURED = Duration.ofHours(25);

  private final AlertEpisodes episodes;
  private final Configuration configuration;
  private final CommandSender commands;
  private final InstantSource clock;
  private final StalenessPace pace;

  EpisodeWatch(
      AlertEpisodes episodes,
      Configuration configuration,
      CommandSender commands,
      InstantSource clock) {
    this.episodes = episodes;
    this.configuration = configuration;
    this.commands = commands;
    this.clock = clock;
    this.pace = new StalenessPace(clock.instant());
  }

  void raiseDue() {
    var now = clock.instant();
    send(episodes.heldDue(now), now);
  }

  void endStale() {
    var now = clock.instant();
    for (var integration : episodes.firingIntegrations()) {
      var patience = staleAfter(integration);
      if (!patience.isZero() && pace.isTimeToLook(integration, patience, now)) {
        send(episodes.silent(integration, now.minus(patience)), now);
      }
    }
  }

  /** The product doesn't repeat its own alerts; zero is never. */
  private Duration staleAfter(String integration) {
    if (integration.equals(MuteMatcher.OWN_INTEGRATION)) {
      return Duration.ZERO;
    }
    var settings = configuration.integrations().get(integration);
    return settings == null ? UNCONFIGURED : settings.staleAfter();
  }

  private void send(List<? extends Command> due, Instant now) {
    if (!due.isEmpty()) {
      var _ =
          commands.receipts(
              due.stream()
                  .<Submission>map(it -> new Submission.OfCommand(it, SystemOrigin.context(now)))
                  .toList());
    }
  }
}
