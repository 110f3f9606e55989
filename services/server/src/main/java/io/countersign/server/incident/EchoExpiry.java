package io.countersign.server.incident;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.ReopenIncident;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.server.temporal.SystemCommands;

/**
 * Late alerts of a fault that is over end by themselves. One that fires on and on is no echo: its
 * incident is opened again, so that nothing is swallowed.
 */
public final class EchoExpiry {
  private final IncidentInbox inbox;
  private final SystemCommands commands;
  private final CorrelationSettings settings;

  public EchoExpiry(IncidentInbox inbox, SystemCommands commands, CorrelationSettings settings) {
    this.inbox = inbox;
    this.commands = commands;
    this.settings = settings;
  }

  /** One round; who asks twice changes nothing, since an open incident isn't opened again. */
  public void look() {
    var patience = settings.echoPatience();
    for (var echo : inbox.echoesBefore(commands.now().minus(patience))) {
      var what = echo.alert() + " on " + EntityId.parse(echo.entity()).name();
      var reason = what + " still fires " + patience.toSeconds() + " s after it came as an echo";
      var _ =
          commands.send(
              new ReopenIncident(new IncidentId(echo.incident()), reason), echo.incident());
    }
  }
}
