package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Somebody else holds what the record or its views need: senders hear of it soon, or don't mind.
 */
class HeldIntakeTest {
  private static final String WEBHOOK = "/api/v1/webhooks/alertmanager";
  private static final String READINESS = "/actuator/health/readiness";

  private final TestServer server = TestServer.running();
  private final String source = server.token("alertmanager", "alert_intake");

  @Test
  void whileAnotherServerHoldsTheLedgerSendersAreToldToComeAgain() throws SQLException {
    try (var other = hold("select ledger_next()")) {
      var reply = deliver();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.code()).isEqualTo("UNAVAILABLE");
      assertThat(reply.header("Retry-After")).isNotEmpty();
      assertThat(server.get("", READINESS).status()).isEqualTo(503);
      other.rollback();
    }
    assertThat(deliver().status()).isEqualTo(202);
    Eventually.holds("it's ready again", () -> server.get("", READINESS).status() == 200);
  }

  @Test
  void viewsThatLagBehindAreNoReasonToSendElsewhere() throws SQLException {
    try (var other = hold("select 1 from token_entry where processor_name = 'views' for update")) {
      var taken = deliver();
      assertThat(taken.status()).isEqualTo(202);
      assertThat(server.get("", READINESS).status()).isEqualTo(200);
      other.rollback();
    }
  }

  private Connection hold(String statement) throws SQLException {
    var connection = server.bean(DataSource.class).getConnection();
    connection.setAutoCommit(false);
    new SqlConnection(connection).exists(statement);
    return connection;
  }

  private TestServer.Reply deliver() {
    var alert =
        Map.of(
            "status", "firing",
            "labels", Map.of("alertname", "HighLatency", "service", "held"),
            "startsAt", "2026-01-01T00:00:00Z",
            "endsAt", "0001-01-01T00:00:00Z",
            "fingerprint", UUID.randomUUID().toString());
    var group =
        Map.of(
            "version", "4",
            "status", "firing",
            "groupKey", "{}",
            "receiver", "countersign",
            "alerts", List.of(alert));
    return server.post(source, WEBHOOK, group);
  }
}
