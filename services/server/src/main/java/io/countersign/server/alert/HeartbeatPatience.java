package io.countersign.server.alert;

import io.countersign.ledger.intake.Heartbeats.Heartbeat;
import io.countersign.server.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The patience with heartbeats: how long which one may be absent. While its source says itself that
 * it's silenced, and while nobody listened because this server was down, it isn't missed.
 */
@Component
final class HeartbeatPatience {
  /** Where nothing is configured: thrice Alertmanager's own pause between repeats. */
  static final Duration UNCONFIGURED = Duration.ofHours(12);

  private final Configuration configuration;
  private final SilenceReader silences;
  private final Instant started;
  private final Map<String, Instant> silenced = new HashMap<>();

  HeartbeatPatience(Configuration configuration, SilenceReader silences, InstantSource clock) {
    this.configuration = configuration;
    this.silences = silences;
    this.started = clock.instant();
  }

  /** What was taken for a heartbeat once, and is none by its integration's settings, isn't lost. */
  boolean isLost(Heartbeat row, Instant now) {
    var settings = configuration.integrations().get(row.integration());
    if (settings == null || !settings.heartbeatAlert().equals(row.name()) || row.isBack()) {
      return false;
    }
    return row.lost() || (isAbsent(row, now) && !isSilenced(row, now));
  }

  private boolean isAbsent(Heartbeat row, Instant now) {
    var settings = configuration.integrations().get(row.integration());
    var configured = settings == null ? null : settings.heartbeat();
    var patience = configured == null ? UNCONFIGURED : configured.lostAfter();
    var since = later(later(row.lastSeen(), started), silenced.getOrDefault(key(row), started));
    return now.isAfter(since.plus(patience));
  }

  /** Asked only when it counts. After a silence its source gets the whole time to speak again. */
  private boolean isSilenced(Heartbeat row, Instant now) {
    var labels = Map.of("alertname", row.name(), "severity", "none");
    boolean active =
        silences.about(row.integration(), labels).items().stream()
            .anyMatch(it -> it.fit().equals("yes") && it.state().equals("active"));
    if (active) {
      silenced.put(key(row), now);
    }
    return active;
  }

  private static String key(Heartbeat row) {
    return row.integration() + "/" + row.name();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
