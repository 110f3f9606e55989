package io.countersign.server.config;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.SessionSecrets;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.ledger.alert.Alerts;
import io.countersign.ledger.alert.Heartbeats;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.ledger.planning.RunbookRecords;
import io.countersign.ledger.remediation.ApprovalQueue;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.Remediations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The record and everybody who reads it. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
  @Bean(destroyMethod = "close")
  Ledger ledger(
      Installation installation, io.countersign.server.config.Configuration configuration) {
    var database = installation.database();
    var owner = installation.owner();
    return Ledger.open(
        database == null || owner == null
            ? LedgerSettings.embedded(installation.home().resolve("data"))
            : LedgerSettings.external(database, owner),
        configuration.correlation());
  }

  @Bean
  Directory directory(Ledger ledger) {
    return new Directory(ledger.transactions());
  }

  @Bean
  Principals principals(Ledger ledger) {
    return new Principals(ledger.transactions());
  }

  @Bean
  SessionSecrets sessionSecrets(Ledger ledger) {
    return new SessionSecrets(ledger.transactions());
  }

  @Bean
  TokenSecrets tokenSecrets(Ledger ledger) {
    return new TokenSecrets(ledger.transactions());
  }

  @Bean
  KillSwitch killSwitch(Ledger ledger) {
    return new KillSwitch(ledger.transactions());
  }

  @Bean
  Heartbeats heartbeats(Ledger ledger) {
    return new Heartbeats(ledger.transactions());
  }

  @Bean
  Alerts alerts(Ledger ledger) {
    return new Alerts(ledger.dataSource());
  }

  @Bean
  Mutes mutes(Ledger ledger) {
    return new Mutes(ledger.dataSource());
  }

  @Bean
  Catalog catalog(Ledger ledger) {
    return new Catalog(ledger.dataSource());
  }

  @Bean
  Changes changes(Ledger ledger) {
    return new Changes(ledger.dataSource());
  }

  @Bean
  IncidentInbox incidentInbox(Ledger ledger) {
    return new IncidentInbox(ledger.dataSource());
  }

  @Bean
  IncidentTimeline incidentTimeline(Ledger ledger) {
    return new IncidentTimeline(ledger.dataSource());
  }

  @Bean
  Remediations remediations(Ledger ledger) {
    return new Remediations(ledger.dataSource());
  }

  @Bean
  RunbookRecords runbookRecords(Ledger ledger) {
    return new RunbookRecords(ledger.dataSource());
  }

  @Bean
  ApprovalQueue approvalQueue(Ledger ledger) {
    return new ApprovalQueue(ledger.dataSource());
  }

  @Bean
  OpenLoops openLoops(Ledger ledger) {
    return new OpenLoops(ledger.dataSource());
  }

  @Bean
  AuditTrail auditTrail(Ledger ledger) {
    return new AuditTrail(ledger.dataSource());
  }
}
