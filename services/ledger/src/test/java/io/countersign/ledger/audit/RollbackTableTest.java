package io.countersign.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.audit.RollbackEvent.RollbackAccepted;
import io.countersign.domain.audit.RollbackFacts.Claim;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A decision ends the claims that whoever made it saw. */
@OnAnyPostgres
class RollbackTableTest {
  private static final CommandContext ANNA =
      KnownFacts.nothing().person("anna", Role.ADMINISTRATOR).as("anna");
  private final TestDatabase database = TestDatabase.create();
  private final RollbackTable table = new RollbackTable();

  @Test
  void aClaimThatCameBetweenStaysOpen() throws SQLException {
    try (var connection = database.connect()) {
      var sql = new SqlConnection(connection);
      LogContradictions.notice("w.example/one+00000001", 30, false, sql);
      var seen = table.at(sql).open().stream().map(Claim::words).toList();
      LogContradictions.notice("w.example/two+00000002", 30, false, sql);
      LogContradictions.notice("w.example/one+00000001", 25, true, sql);
      var accepted = new RollbackAccepted(new PrincipalId("anna"), "the disk is gone", 0, seen);
      table.write(accepted, ANNA, sql);
      assertThat(LogContradictions.open(sql))
          .extracting(LogContradictions.Open::size)
          .containsExactlyInAnyOrder(30L, 25L);
    }
  }
}
