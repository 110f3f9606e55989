package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.server.HeardLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A walk over all that a server keeps and says (invariant 11): every event, fact, view and
 * workflow, and every line of the log. What the {@link Operator} plants as a canary, and the
 * secrets in use, may be in none of them.
 */
final class LeakWalk {
  private static final String CANARY = "-canary";

  private LeakWalk() {}

  static void over(DataSource source, List<String> secrets) {
    var forbidden = new ArrayList<>(secrets);
    forbidden.add(CANARY);
    assertThat(rows(source, forbidden)).as("rows of tables").isEmpty();
    assertThat(HeardLog.lines()).as("the log was heard").isNotEmpty();
    for (var text : forbidden) {
      assertThat(HeardLog.lines()).as("lines of the log").noneMatch(line -> line.contains(text));
    }
  }

  /**
   * Something that is told or kept elsewhere.
   *
   * @param texts all of it; at least one, or nothing was looked at
   */
  record Outlet(String name, List<String> texts) {
    Outlet {
      texts = List.copyOf(texts);
    }
  }

  /** Over all outlets; what was found is named by where it was planted. */
  static void over(List<Outlet> outlets, Canaries canaries, List<String> secrets) {
    for (var outlet : outlets) {
      assertThat(outlet.texts()).as(outlet.name()).isNotEmpty();
      assertThat(canaries.foundIn(outlet.texts())).as(outlet.name()).isEmpty();
      assertThat(secrets)
          .as(outlet.name())
          .noneMatch(it -> outlet.texts().stream().anyMatch(text -> text.contains(it)));
    }
    assertThat(canaries.foundIn(HeardLog.lines())).as("the log").isEmpty();
  }

  static void over(String history) {
    assertThat(history).contains("eventType").doesNotContain(CANARY);
  }

  /** Of all tables, but for what lies beside the record and can be erased. */
  private static List<String> rows(DataSource source, List<String> forbidden) {
    try (var connection = source.getConnection()) {
      var sql = new SqlConnection(connection);
      var tables =
          sql.list(
              "select table_name from information_schema.tables where table_schema = 'public'"
                  + " and table_type = 'BASE TABLE' and table_name <> 'blob'",
              row -> row.text("table_name"));
      assertThat(tables).contains("event", "view_alert", "view_incident", "alert_seen");
      var found = new ArrayList<String>();
      for (var table : tables) {
        found.addAll(rows(table, forbidden, sql));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> rows(String table, List<String> forbidden, SqlConnection sql) {
    var query =
        "select t::text as it from "
            + table
            + " t where exists (select 1 from unnest(?) bad where position(bad in t::text) > 0)";
    return sql.list(
        query, row -> table + ": " + row.text("it"), (Object) forbidden.toArray(String[]::new));
  }
}
