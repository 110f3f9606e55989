package io.countersign.server.config;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.log.Cosigners;
import io.countersign.ledger.log.LogSettings;
import io.countersign.ledger.log.key.LogKeyStore;
import io.countersign.ledger.postgres.Transactions;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
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

  @Bean
  LogKeyStore logKeys(
      io.countersign.server.config.Configuration configuration, Installation installation)
      throws StartRefusedException {
    return LogKeys.of(configuration.log(), installation.home());
  }

  /**
   * @param cosigners whom publication waits for; nobody where there are none
   */
  @Bean(destroyMethod = "close")
  Ledger ledger(
      LedgerSettings settings,
      EngineOwnership owned,
      io.countersign.server.config.Configuration configuration,
      LogKeyStore keys,
      ObjectProvider<Cosigners> cosigners) {
    var logging =
        new LogSettings(
            keys, configuration.log().origin(), cosigners.getIfAvailable(() -> Cosigners.NONE));
    return Ledger.open(settings, configuration.correlation(), logging);
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
