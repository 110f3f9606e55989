package io.countersign.server.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.ReopenIncident;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.server.config.Configuration;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The end of patience with echoes. Late alerts of a fault that is over end by themselves; one that
 * fires on and on is no echo: its incident is opened again, so that nothing is swallowed.
 */
@Component
final class EchoExpiry {
  private static final Logger LOG = LoggerFactory.getLogger(EchoExpiry.class);

  private final IncidentInbox inbox;
  private final SystemCommands commands;
  private final CorrelationSettings settings;

  EchoExpiry(IncidentInbox inbox, SystemCommands commands, Configuration configuration) {
    this.inbox = inbox;
    this.commands = commands;
    this.settings = configuration.correlation();
  }

  /** One round; who asks twice changes nothing, since an open incident isn't opened again. */
  void reopenOverdue() {
    var patience = settings.echoPatience();
    for (var echo : inbox.echoesBefore(commands.now().minus(patience))) {
      try {
        reopen(echo, patience);
      } catch (RuntimeException e) {
        LOG.warn("incident {} can't be opened again; the next round tries", echo.incident(), e);
      }
    }
  }

  private void reopen(IncidentInbox.Echo echo, Duration patience) {
    var what = echo.alert() + " on " + EntityId.parse(echo.entity()).name();
    var reason = what + " still fires " + patience.toSeconds() + " s after it came as an echo";
    var _ =
        commands.send(new ReopenIncident(new IncidentId(echo.incident()), reason), echo.incident());
  }
}
