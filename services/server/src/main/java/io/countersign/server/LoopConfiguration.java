package io.countersign.server;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.planning.RunbookRecords;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.policies.diagnosis.ThresholdsReader;
import io.countersign.server.change.ChangePolling;
import io.countersign.server.change.OwnActionFilter;
import io.countersign.server.config.Connections;
import io.countersign.server.config.Installation;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.config.Periodic;
import io.countersign.server.config.PolicyBundle;
import io.countersign.server.incident.EchoExpiry;
import io.countersign.server.incident.IncidentLoop;
import io.countersign.server.remediation.RemediationLoop;
import io.countersign.server.temporal.LoopSweep;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.temporal.TemporalEngine;
import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.remediation.RemediationActivities;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the loop: commands, activities, the engine, and what starts again what is still open. */
@Configuration(proxyBeanMethods = false)
public class LoopConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(10);

  @Bean
  SystemCommands systemCommands(Ledger ledger, InstantSource clock) {
    return new SystemCommands(ledger, clock);
  }

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

  @Bean(destroyMethod = "close")
  TemporalEngine temporalEngine(
      Installation installation, IncidentActivities incidents, RemediationActivities remediations) {
    return new TemporalEngine(
        installation.temporalAddress(), installation.temporalNamespace(), incidents, remediations);
  }

  @Bean
  Periodic echoWatching(
      IncidentInbox inbox,
      SystemCommands commands,
      io.countersign.server.config.Configuration configuration) {
    var watch = new EchoExpiry(inbox, commands, configuration.correlation());
    return new Periodic(List.of(new Periodic.Work("the echo watch", EVERY, watch::look)));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  LoopSweep loopSweep(OpenLoops loops, TemporalEngine engine, InstantSource clock) {
    return new LoopSweep(loops, engine, clock);
  }
}
