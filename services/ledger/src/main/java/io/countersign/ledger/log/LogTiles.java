package io.countersign.ledger.log;

import io.countersign.ledger.log.tree.TileAddress;
import io.countersign.ledger.log.tree.TileReader;
import io.countersign.ledger.log.tree.TreeHashing;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tiles as rows. */
final class LogTiles {
  private static final String READ = "select hashes from log_tile where level = ? and index = ?";

  private static final String WRITE =
      """
      insert into log_tile (level, index, hashes) values (?, ?, ?)
      on conflict (level, index) do update set hashes = excluded.hashes\
      """;

  private LogTiles() {}

  /** Within a transaction. */
  static TileReader reader(SqlConnection sql) {
    return (address, width) -> checked(address, width, stored(address, sql));
  }

  private static byte[] stored(TileAddress address, SqlConnection sql) {
    return sql.first(READ, row -> row.bytes("hashes"), address.level(), address.index())
        .orElseGet(() -> new byte[0]);
  }

  private static byte[] checked(TileAddress address, int width, byte[] hashes) {
    if (hashes.length < width * TreeHashing.BYTES) {
      throw new IllegalStateException(
          "tile %s of level %s has fewer than %s hashes"
              .formatted(address.index(), address.level(), width));
    }
    return hashes;
  }

  static void write(Map<TileAddress, byte[]> changed, SqlConnection sql) {
    List<@Nullable Object[]> rows =
        changed.entrySet().stream()
            .map(
                it ->
                    new @Nullable Object[] {
                      it.getKey().level(), it.getKey().index(), it.getValue()
                    })
            .toList();
    sql.executeBatch(WRITE, rows);
  }
}
