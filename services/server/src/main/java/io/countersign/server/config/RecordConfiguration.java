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
