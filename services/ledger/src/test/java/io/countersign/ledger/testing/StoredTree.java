package io.countersign.ledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.postgres.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Events that nobody decided, and a look at the tree that the database has over them. */
public final class StoredTree {
  private static final String APPEND =
      """
      insert into event
      select n, gen_random_uuid(), null, null, null, 'intake.truncated', '1',
        '{"n":' || n || '}', '{"actor":"system"}', '2026-01-01T00:00:00Z'
      from (select ledger_next() as first) l, generate_series(l.first, l.first + ? - 1) n\
      """;

  private final TestDatabase database;

  public StoredTree(TestDatabase database) {
    this.database = database;
  }

  /** More events, in one transaction. */
  public void append(int many) {
    asOwner(sql -> sql.execute(APPEND, many));
  }

  /** As if the server whose turn it is had been gone for long. */
  public void endTurns() {
    asOwner(sql -> sql.execute("update log_state set held_until = '-infinity'"));
    asOwner(sql -> sql.execute("update log_publication set held_until = '-infinity'"));
  }

  /** What only somebody with all rights can do. */
  public void tamper(String statement) {
    asOwner(sql -> sql.execute("alter table event disable trigger all"));
    asOwner(sql -> sql.execute("alter table log_tile disable trigger all"));
    asOwner(sql -> sql.execute(statement));
  }

  /** The hashes of the leaves, from each event's columns. */
  public List<byte[]> leaves() {
    var leaves = new ArrayList<byte[]>();
    asOwner(
        sql ->
            leaves.addAll(
                sql.list(
                    "select * from event order by global_index",
                    row ->
                        NaiveTree.leaf(
                            ("{\"event\":\"%s\",\"metadata\":%s,\"payload\":%s,\"position\":%s,"
                                    + "\"recordedAt\":\"%s\",\"revision\":\"%s\","
                                    + "\"t\":\"countersign-event/1\",\"type\":\"%s\"}")
                                .formatted(
                                    row.text("event_id"),
                                    row.text("meta_data"),
                                    row.text("payload"),
                                    row.longValue("global_index"),
                                    row.text("recorded_at"),
                                    row.text("payload_revision"),
                                    row.text("payload_type"))
                                .getBytes(StandardCharsets.UTF_8)))));
    return leaves;
  }

  public long size() {
    var size = new long[1];
    asOwner(
        sql ->
            size[0] =
                sql.first("select size from log_state", row -> row.longValue("size"))
                    .orElseThrow());
    return size[0];
  }

  /** Size, root and every tile are those of the first events, and there is nothing else. */
  public void assertRight() {
    var leaves = leaves().subList(0, Math.toIntExact(size()));
    asOwner(
        sql -> {
          assertThat(sql.first("select root from log_state", row -> row.bytes("root")))
              .hasValue(NaiveTree.root(leaves));
          long hashes = 0;
          for (int level = 0; leaves.size() >> (8 * level) > 0; level++) {
            hashes += leaves.size() >> (8 * level);
          }
          assertThat(
                  sql.first(
                      "select coalesce(sum(octet_length(hashes)), 0) as all from log_tile",
                      row -> row.longValue("all")))
              .hasValue(32 * hashes);
          sql.list(
              "select * from log_tile",
              row ->
                  assertThat(row.bytes("hashes"))
                      .isEqualTo(
                          NaiveTree.tile(
                              leaves,
                              row.intValue("level"),
                              Math.toIntExact(row.longValue("index")))));
        });
  }

  /** Something to do with the database, whose answer isn't asked for. */
  private interface Work {
    void with(SqlConnection sql);
  }

  private void asOwner(Work work) {
    try (var connection = TestDatabase.connect(database.owner())) {
      work.with(new SqlConnection(connection));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
