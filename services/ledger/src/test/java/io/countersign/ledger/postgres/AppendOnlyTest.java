package io.countersign.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.Blob;
import io.countersign.ledger.axon.BlobTable;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The record can't be changed, not even by the owner of its tables. */
@OnAnyPostgres
class AppendOnlyTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Blob BLOB =
      new Blob("a name".getBytes(StandardCharsets.UTF_8), "text/plain", new byte[32]);

  private enum As {
    OWNER,
    APPLICATION;

    Connection connect() throws SQLException {
      return TestDatabase.connect(this == OWNER ? DATABASE.owner() : DATABASE.application());
    }
  }

  @BeforeEach
  void record() throws SQLException {
    try (var connection = DATABASE.connect()) {
      var sql = new SqlConnection(connection);
      sql.execute(
          """
          insert into event select 1, gen_random_uuid(), null, null, null,
            'intake.truncated', '1', '{}', '{}', '2026-01-01T00:00:00Z'
          where not exists (select from event)\
          """);
      BlobTable.store(BLOB, sql);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update event set payload = 'forged'",
        "delete from event",
        "truncate event",
        "update blob set content = 'forged'",
        "update blob set media_type = 'forged', content = null, salt = null, erased_at = now()",
        "delete from blob",
        "truncate blob"
      })
  void refusesToForget(String statement) throws SQLException {
    for (var as : As.values()) {
      try (var connection = as.connect()) {
        assertThatThrownBy(() -> new SqlConnection(connection).execute(statement))
            .as("%s as %s", statement, as)
            .cause()
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("42501");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table event",
        "alter table event disable trigger all",
        "create or replace function ledger_next() returns bigint language sql as 'select"
            + " 1::bigint'",
        "drop trigger event_append_only on event"
      })
  void theApplicationCantTakeTheGuardsAway(String statement) throws SQLException {
    try (var connection = As.APPLICATION.connect()) {
      assertThatThrownBy(() -> new SqlConnection(connection).execute(statement))
          .isInstanceOf(SqlFailureException.class)
          .hasMessageMatching("(?s).*(must be owner|permission denied).*");
    }
  }

  @ParameterizedTest
  @EnumSource(As.class)
  void erasesABlobAndKeepsItsDigest(As as) throws SQLException {
    var blob = new Blob(new byte[] {1, (byte) as.ordinal()}, "text/plain", new byte[32]);
    try (var connection = as.connect()) {
      var sql = new SqlConnection(connection);
      BlobTable.store(blob, sql);
      assertThat(BlobTable.content(blob.ref(), sql)).isPresent();
      var erase = "update blob set content = null, salt = null, erased_at = now() where digest = ?";
      var digest = blob.ref().digest().hex();
      assertThat(sql.execute(erase, digest)).isEqualTo(1);
      assertThat(BlobTable.content(blob.ref(), sql)).isEmpty();
      assertThatThrownBy(() -> sql.execute(erase, digest)).isInstanceOf(SqlFailureException.class);
    }
  }
}
