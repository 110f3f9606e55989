package io.countersign.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One way to bind and read values, whoever does it. */
class SqlConnectionTest {
  private static final Instant LATE = Instant.parse("2026-03-01T23:59:59.999999999Z");
  private static final Instant CUT = Instant.parse("2026-03-01T23:59:59.999999Z");

  private static Connection connection;
  private static SqlConnection sql;

  @BeforeAll
  static void connect() throws SQLException {
    connection = TestDatabase.create().connect();
    sql = new SqlConnection(connection);
    sql.execute("create temporary table kept (number bigint, at timestamptz, word text)");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  /** The column {@code it} of one row, as text. */
  private static String text(String query, @Nullable Object... values) {
    return sql.first(query, row -> row.text("it"), values).orElseThrow();
  }

  private static List<String> texts(SqlConnection sql, Object array) {
    return sql.first("select ? as it", row -> row.texts("it"), array).orElseThrow();
  }

  @Test
  void instantsAreCutToMicrosecondsAndNeverRounded() {
    assertThat(sql.list("select ?::timestamptz as it", row -> row.instant("it"), LATE))
        .containsExactly(CUT);
    var both = new Instant[] {LATE, Instant.EPOCH};
    assertThat(sql.list("select * from unnest(?) as it", row -> row.instant("it"), (Object) both))
        .containsExactly(CUT, Instant.EPOCH);
  }

  @Test
  void whatIsStoredDoesNotDependOnTheTimeZoneOfTheProcess() {
    var utc = "select to_char(? at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as it";
    assertThat(text(utc, LATE)).isEqualTo("2026-03-01 23:59:59.999999");
  }

  @Test
  void enumsStandByNameAndIdsAsTheirText() {
    assertThat(text("select ?::text as it", Role.APPROVER)).isEqualTo("APPROVER");
    assertThat(text("select ?::text as it", new PrincipalId("p_alice"))).isEqualTo("p_alice");
    assertThat(
            sql.list("select ?::text as it", row -> row.constant("it", Role.class), Role.APPROVER))
        .containsExactly(Role.APPROVER);
  }

  @Test
  void uuidsAndBytesStandAsTheyAre() {
    var id = new UUID(1, 2);
    assertThat(sql.list("select ?::uuid as it", row -> row.uuid("it"), id)).containsExactly(id);
    byte[] bytes = {0, 1, -1};
    assertThat(sql.list("select ?::bytea as it", row -> row.bytes("it"), (Object) bytes))
        .containsExactly(bytes);
  }

  @Test
  void arraysKeepTheirElementsSort() {
    var ids = new UUID[] {new UUID(1, 2), new UUID(3, 4)};
    assertThat(text("select ? = array[?, ?] as it", ids, ids[0], ids[1])).isEqualTo("t");
    assertThat(text("select ? || ?::bigint as it", new Long[] {1L, 2L}, 3L)).isEqualTo("{1,2,3}");
    var words = new String[] {"a,b", "\"", "{}", "NULL", ""};
    assertThat(texts(sql, words)).containsExactly(words);
    assertThat(texts(sql, Role.values())).first().isEqualTo(Role.values()[0].name());
  }

  @Test
  void aNulIsRefusedUnlessWhoFollowsDropsIt() {
    assertThatThrownBy(() -> sql.exists("select ?::text", "a\0b")).hasMessageContaining("0x00");
    var lenient = sql.with(NulPolicy.DROP);
    assertThat(lenient.first("select ?::text as it", row -> row.text("it"), "a\0b")).contains("ab");
    assertThat(texts(lenient, new String[] {"a\0b"})).containsExactly("ab");
  }

  @Test
  void nullsAreReadOnlyWhereTheyAreExpected() {
    var typed = "insert into kept (number, at, word) values (?, ?, ?), (?, ?, ?)";
    assertThat(sql.execute(typed, SqlNull.BIGINT, null, SqlNull.TEXT, 7L, LATE, "w")).isEqualTo(2);
    var rows =
        sql.list(
            "select * from kept order by number nulls first",
            row -> {
              var seen = new ArrayList<@Nullable Object>();
              seen.add(row.longOrNull("number"));
              seen.add(row.instantOrNull("at"));
              seen.add(row.textOrNull("word"));
              return seen;
            });
    assertThat(rows.get(0)).containsOnlyNulls();
    assertThat(rows.get(1)).containsExactly(7L, CUT, "w");
    assertThatThrownBy(() -> sql.list("select null::bigint as it", row -> row.longValue("it")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the column it is null");
  }

  @Test
  void aDuplicateKeyIsKnownAsSuch() {
    sql.execute("create temporary table once (id text primary key)");
    sql.executeBatch(
        "insert into once values (?)", List.of(new Object[] {"a"}, new Object[] {"b"}));
    assertThatThrownBy(() -> sql.execute("insert into once values (?)", "b"))
        .matches(SqlFailureException::isDuplicateKey)
        .matches(SqlFailureException::isCauseOf)
        .matches(failure -> !SqlFailureException.isUnreachable(failure));
  }
}
