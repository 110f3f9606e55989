package io.countersign.server;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.config.Connections;
import io.countersign.server.remediation.WhenApprovalChangedThenNotify;
import io.countersign.server.remediation.WhenIncidentClosedThenWithdraw;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.temporal.TemporalEngine;
import io.countersign.server.temporal.WhenRecordedThenPoke;

/** What follows from events outside of the record; begun once the server's address is known. */
final class AutomationStartup {
  private final Ledger ledger;
  private final TemporalEngine engine;
  private final Remediations remediations;
  private final Connections connections;
  private final SystemCommands commands;

  AutomationStartup(
      Ledger ledger,
      TemporalEngine engine,
      Remediations remediations,
      Connections connections,
      SystemCommands commands) {
    this.ledger = ledger;
    this.engine = engine;
    this.remediations = remediations;
    this.connections = connections;
    this.commands = commands;
  }

  /**
   * @param url under which people reach this server, without a slash at its end
   */
  void begin(String url) {
    WhenRecordedThenPoke.register(ledger, engine, remediations);
    WhenIncidentClosedThenWithdraw.register(ledger, remediations, commands);
    connections
        .notifiers()
        .forEach(
            notifier ->
                WhenApprovalChangedThenNotify.register(ledger, remediations, notifier, url));
  }
}
