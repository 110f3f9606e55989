package io.countersign.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerInProcessTest {
  @Test
  void aBenchmarkCanRunTheRecordInItsOwnProcess(@TempDir Path home) {
    try (var ledger = Ledger.open(LedgerSettings.embedded(home))) {
      assertThat(ledger.head()).isZero();
      assertThat(ledger.databaseStatus().version()).isNotBlank();
    }
  }
}
