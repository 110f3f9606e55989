package io.countersign.ledger.log;

import io.countersign.ledger.log.tree.TileAddress;
import io.countersign.ledger.log.tree.TileReader;
import io.countersign.ledger.log.tree.TreeHashing;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tiles as rows. */
final class LogTiles {
  private static final String READ = "select hashes from log_tile where level = ? and index = ?";

  private static final String READ_ALL =
      """
      select t.level, t.index, t.hashes
      from unnest(?, ?) as wanted (level, index)
      join log_tile t on t.level = wanted.level and t.index = wanted.index\
      """;

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

  /** The same, after these were read at once: what a proof takes is known before it's made. */
  static TileReader reader(Collection<TileAddress> ahead, SqlConnection sql) {
    var read = new HashMap<TileAddress, byte[]>();
    sql.list(
        READ_ALL,
        row ->
            read.put(
                new TileAddress(row.intValue("level"), row.longValue("index")),
                row.bytes("hashes")),
        ahead.stream().map(it -> (long) it.level()).toArray(Long[]::new),
        ahead.stream().map(TileAddress::index).toArray(Long[]::new));
    var others = reader(sql);
    return (address, width) -> {
      var hashes = read.get(address);
      return hashes == null ? others.tile(address, width) : checked(address, width, hashes);
    };
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
