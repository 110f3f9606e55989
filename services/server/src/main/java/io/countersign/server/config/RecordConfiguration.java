package io.countersign.server.config;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.postgres.Transactions;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The record, and what its readers are made with; each capability names its own readers. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
  @Bean
  LedgerSettings ledgerSettings(Installation installation) {
    var database = installation.database();
    var owner = installation.owner();
    return database == null || owner == null
        ? LedgerSettings.embedded(installation.home().resolve("data"))
        : LedgerSettings.external(database, owner);
  }

  /** Before anything is read or migrated; the embedded database has one server by its lock. */
  @Bean
  EngineOwnership engineOwnership(LedgerSettings settings, Installation installation) {
    return EngineOwnership.take(settings, installation);
  }

  @Bean(destroyMethod = "close")
  Ledger ledger(
      LedgerSettings settings,
      EngineOwnership owned,
      io.countersign.server.config.Configuration configuration) {
    return Ledger.open(settings, configuration.correlation());
  }

  /** Closed by the ledger. */
  @Bean(destroyMethod = "")
  DataSource recordSource(Ledger ledger) {
    return ledger.dataSource();
  }

  @Bean
  Transactions recordTransactions(Ledger ledger) {
    return ledger.transactions();
  }
}
