package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.UnusableDatabaseException;
import io.countersign.ledger.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class EngineOwnershipTest {
  @Test
  void aDatabaseThatCantBeUsedIsNamedWithItsVariableAndWithoutItsPassword() {
    var good = TestDatabase.create().settings();
    var closed = "postgresql://somebody:s3cret@127.0.0.1:1/orders";
    assertThatCode(() -> EngineOwnership.checkReach(good)).doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                EngineOwnership.checkReach(
                    new LedgerSettings.External(closed, good.migrationUrl())))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContainingAll("COUNTERSIGN_DATABASE_URL", "127.0.0.1:1/orders", "somebody")
        .hasMessageNotContainingAny("s3cret", "MIGRATION");
    assertThatThrownBy(
            () -> EngineOwnership.checkReach(new LedgerSettings.External(good.url(), "nowhere")))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContainingAll("COUNTERSIGN_DATABASE_MIGRATION_URL", "must be postgresql://");
  }
}
