package io.countersign.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.server.TestServer;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server's clock against a real database's. */
class ClockReaderTest {
  private final Ledger ledger = TestServer.running().bean(Ledger.class);

  @Test
  void howFarTheDatabasesClockIsAheadIsRead() {
    for (int late : List.of(0, 3600, -3600)) {
      var reader =
          new ClockReader(
              ledger,
              new Connections(List.of()),
              () -> Instant.now().minusSeconds(late),
              Duration.ofSeconds(30));
      var compared = reader.compare(Remediations.plan());
      assertThat(compared.ahead().get("the database"))
          .isBetween(Duration.ofSeconds(late - 10), Duration.ofSeconds(late + 10));
      assertThat(compared.tolerated()).isEqualTo(Duration.ofSeconds(30));
    }
  }
}
