package io.countersign.server.alert;

import io.countersign.connectors.intake.Heartbeat;
import io.countersign.domain.Digest;
import io.countersign.domain.StandaloneEvent;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertSeries;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.Submission;
import io.countersign.ledger.alert.AlertEpisodes;
import io.countersign.ledger.intake.Heartbeats;
import io.countersign.server.config.Configuration;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The watch for alerts that should always come: of an integration that has sent a heartbeat, the
 * absence is an alert of its own. Beats are noted first and judged later, in rounds that compare
 * what is with what is told: so a beat that comes while its loss is recorded ends that loss.
 */
@Component
final class HeartbeatWatch {
  private final Heartbeats heartbeats;
  private final AlertEpisodes episodes;
  private final HeartbeatPatience patience;
  private final Configuration configuration;
  private final CommandSender commands;
  private final InstantSource clock;

  HeartbeatWatch(
      Heartbeats heartbeats,
      AlertEpisodes episodes,
      HeartbeatPatience patience,
      Configuration configuration,
      CommandSender commands,
      InstantSource clock) {
    this.heartbeats = heartbeats;
    this.episodes = episodes;
    this.patience = patience;
    this.configuration = configuration;
    this.commands = commands;
    this.clock = clock;
  }

  /** Notes signs of life. */
  void seen(List<Heartbeat> signs, Origin origin) {
    for (var sign : signs) {
      if (sign.firing()) {
        heartbeats.beat(sign.integration(), sign.name(), origin.at());
      }
    }
  }

  /** What has to be recorded because of the signs of life that were noted. */
  List<Submission> back(Instant now) {
    return heartbeats.all().stream()
        .filter(Heartbeats.Heartbeat::isBack)
        .flatMap(row -> List.of(back(row, now), told(row, false, now)).stream())
        .toList();
  }

  /** One round. */
  void look() {
    var now = clock.instant();
    var submissions = new ArrayList<Submission>();
    for (var row : heartbeats.all()) {
      boolean lost = patience.isLost(row, now);
      if (lost && !row.lost()) {
        submissions.add(lost(row, now));
      } else if (row.isBack()) {
        submissions.add(back(row, now));
      }
      if (lost != episodes.fires(AlertSeries.key(MuteMatcher.OWN_INTEGRATION, name(row)))) {
        submissions.add(told(row, lost, now));
      }
    }
    if (!submissions.isEmpty()) {
      var _ = commands.receipts(submissions);
    }
  }

  private static Submission lost(Heartbeats.Heartbeat row, Instant now) {
    var event = new IntakeEvent.HeartbeatLost(row.integration(), row.name(), row.lastSeen());
    return once(event, row, "lost", row.lastSeen(), now);
  }

  private static Submission back(Heartbeats.Heartbeat row, Instant now) {
    var event = new IntakeEvent.HeartbeatBack(row.integration(), row.name(), row.lastSeen());
    return once(event, row, "back", Objects.requireNonNull(row.missedSince()), now);
  }

  /**
   * @param missedSince each loss has its own
   */
  private static Submission once(
      StandaloneEvent event,
      Heartbeats.Heartbeat row,
      String what,
      Instant missedSince,
      Instant now) {
    var key =
        Digest.ofJson(
            Map.of(
                "integration", row.integration(),
                "name", row.name(),
                "what", what,
                "lastSeen", missedSince.toString()));
    return new Submission.OfStandaloneEvent(event, key.hex(), SystemOrigin.context(now), List.of());
  }

  private Submission told(Heartbeats.Heartbeat row, boolean lost, Instant now) {
    var missed = row.missedSince();
    var since = row.lost() && missed != null ? missed : row.lastSeen();
    var alert = lost ? alert(row, since, null) : alert(row, since, now);
    return new Submission.OfCommand(alert, SystemOrigin.context(now));
  }

  private static String name(Heartbeats.Heartbeat row) {
    return row.integration() + "/" + row.name();
  }

  /** One episode from the last sign of life to the next. */
  private ObserveAlert alert(Heartbeats.Heartbeat row, Instant since, @Nullable Instant endsAt) {
    var about = new EntityId("integration", configuration.environmentDefault(), row.integration());
    return new ObserveAlert(
        MuteMatcher.OWN_INTEGRATION,
        name(row),
        MuteMatcher.SOURCE_LOST,
        Severity.CRITICAL,
        about,
        "",
        endsAt == null,
        since,
        endsAt,
        Map.of(
            "alertname",
            MuteMatcher.SOURCE_LOST,
            "integration",
            row.integration(),
            "heartbeat",
            row.name()),
        null);
  }
}
