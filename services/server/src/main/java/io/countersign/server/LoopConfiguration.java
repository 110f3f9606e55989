package io.countersign.server;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.planning.RunbookRecords;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.policies.diagnosis.ThresholdsReader;
import io.countersign.server.change.ChangePolling;
import io.countersign.server.change.OwnActionFilter;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.config.PolicyBundle;
import io.countersign.server.incident.EchoExpiry;
import io.countersign.server.incident.IncidentLoop;
import io.countersign.server.remediation.RemediationLoop;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.remediation.RemediationActivities;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The arms of the loops, put together. */
@Configuration(proxyBeanMethods = false)
public class LoopConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(10);

  @Bean
  IncidentActivities incidentActivities(
      Ledger ledger,
      SystemCommands commands,
      InstantSource clock,
      IncidentLoop.Views views,
      ChangePolling polling,
      OwnActionFilter own,
      Connections connections,
      LoopSettings settings,
      PolicyBundle law) {
    return IncidentLoop.activities(
        ledger,
        commands,
        clock,
        views,
        polling,
        own,
        connections,
        settings,
        ThresholdsReader.shipped(),
        law.runbooks());
  }

  @Bean
  IncidentLoop.Views loopViews(
      Catalog catalog,
      Changes changes,
      IncidentInbox inbox,
      Remediations remediations,
      RunbookRecords records) {
    return new IncidentLoop.Views(catalog, changes, inbox, remediations, records);
  }

  @Bean
  RemediationActivities remediationActivities(
      Ledger ledger,
      SystemCommands commands,
      Catalog catalog,
      Connections connections,
      LoopSettings settings,
      PolicyBundle law) {
    return RemediationLoop.activities(
        ledger, commands, catalog, connections, settings, law.rules(), law.runbooks());
  }

  @Bean
  RecurringWork echoWatching(
      IncidentInbox inbox,
      SystemCommands commands,
      io.countersign.server.config.Configuration configuration) {
    var watch = new EchoExpiry(inbox, commands, configuration.correlation());
    return RecurringWork.every(EVERY, "the echo watch", watch::look);
  }
}
