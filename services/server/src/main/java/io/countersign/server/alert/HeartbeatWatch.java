package io.countersign.server.alert;

import io.countersign.connectors.intake.Heartbeat;
import io.countersign.domain.Digest;
import io.countersign.domain.StandaloneEvent;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.Submission;
import io.countersign.ledger.intake.Heartbeats;
import io.countersign.server.config.Configuration;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The watch for alerts that should always come: of an integration that has sent a heartbeat, the
 * absence is an alert of its own.
 */
@Component
final class HeartbeatWatch {
  /** Where nothing is configured: thrice Alertmanager's own pause between repeats. */
  static final Duration UNCONFIGURED = Duration.ofHours(12);

  private static final String OWN = "countersign";
  private static final String ALERT = "HeartbeatLost";

  private final Heartbeats heartbeats;
  private final Configuration configuration;
  private final CommandSender commands;
  private final InstantSource clock;

  HeartbeatWatch(
      Heartbeats heartbeats,
      Configuration configuration,
      CommandSender commands,
      InstantSource clock) {
    this.heartbeats = heartbeats;
    this.configuration = configuration;
    this.commands = commands;
    this.clock = clock;
  }

  /** What has to be recorded because of signs of life: those that were missed are back. */
  List<Submission> back(List<Heartbeat> signs, Origin origin) {
    if (signs.isEmpty()) {
      return List.of();
    }
    return heartbeats.all().stream()
        .filter(Heartbeats.Heartbeat::lost)
        .filter(row -> signs.stream().anyMatch(sign -> isOf(sign, row)))
        .flatMap(row -> back(row, origin.at()).stream())
        .toList();
  }

  /**
   * Notes signs of life. After the commit, so that until then a return shows from when on the
   * heartbeat was missed.
   */
  void seen(List<Heartbeat> signs, Origin origin) {
    for (var sign : signs) {
      if (sign.firing()) {
        heartbeats.beat(sign.integration(), sign.name(), origin.at());
      }
    }
  }

  private static boolean isOf(Heartbeat sign, Heartbeats.Heartbeat row) {
    return sign.firing()
        && sign.integration().equals(row.integration())
        && sign.name().equals(row.name());
  }

  /** Looks for those that have stopped. */
  void recordLost() {
    var now = clock.instant();
    var lost =
        heartbeats.all().stream()
            .filter(row -> !row.lost())
            .filter(row -> now.isAfter(row.lastSeen().plus(patience(row))))
            .flatMap(row -> lost(row, now).stream())
            .toList();
    if (!lost.isEmpty()) {
      var _ = commands.receipts(lost);
    }
  }

  private Duration patience(Heartbeats.Heartbeat row) {
    var settings = configuration.integrations().get(row.integration());
    var configured = settings == null ? null : settings.heartbeat();
    return configured != null && configured.alert().equals(row.name())
        ? configured.lostAfter()
        : UNCONFIGURED;
  }

  private List<Submission> lost(Heartbeats.Heartbeat row, Instant now) {
    var event = new IntakeEvent.HeartbeatLost(row.integration(), row.name(), row.lastSeen());
    return List.of(
        once(event, row, "lost", now),
        new Submission.OfCommand(alert(row, null), SystemOrigin.context(now)));
  }

  private List<Submission> back(Heartbeats.Heartbeat row, Instant now) {
    var event = new IntakeEvent.HeartbeatBack(row.integration(), row.name(), now);
    return List.of(
        once(event, row, "back", now),
        new Submission.OfCommand(alert(row, now), SystemOrigin.context(now)));
  }

  private static Submission once(
      StandaloneEvent event, Heartbeats.Heartbeat row, String what, Instant now) {
    var key =
        Digest.ofJson(
            Map.of(
                "integration", row.integration(),
                "name", row.name(),
                "what", what,
                "lastSeen", row.lastSeen().toString()));
    return new Submission.OfStandaloneEvent(event, key.hex(), SystemOrigin.context(now), List.of());
  }

  /** One episode from the last sign of life to the next. */
  private ObserveAlert alert(Heartbeats.Heartbeat row, @Nullable Instant endsAt) {
    var fingerprint = row.integration() + "/" + row.name();
    var about = new EntityId("integration", configuration.environmentDefault(), row.integration());
    return new ObserveAlert(
        OWN,
        fingerprint,
        ALERT,
        Severity.CRITICAL,
        about,
        "",
        endsAt == null,
        row.lastSeen(),
        endsAt,
        Map.of("alertname", ALERT, "integration", row.integration(), "heartbeat", row.name()),
        null);
  }
}
