package io.countersign.ledger.log;

import io.countersign.ledger.log.tree.TileAddress;
import io.countersign.ledger.log.tree.TileReader;
import io.countersign.ledger.log.tree.TreeHashing;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The full tiles above the leaves, as they were read last: they never change, every proof wants
 * some of them, and the tree of ten million leaves has 154.
 */
final class TileCache {
  private static final int MOST = 512;
  private static final int FULL = TileAddress.WIDTH * TreeHashing.BYTES;

  private final Map<TileAddress, byte[]> tiles =
      Collections.synchronizedMap(
          new LinkedHashMap<>(MOST, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<TileAddress, byte[]> eldest) {
              return size() > MOST;
            }
          });

  boolean holds(TileAddress address) {
    return tiles.containsKey(address);
  }

  /** The same tiles, but those that are kept here aren't read again. */
  TileReader over(TileReader stored) {
    return (address, width) -> {
      var kept = tiles.get(address);
      if (kept != null) {
        return kept;
      }
      var read = stored.tile(address, width);
      if (address.level() > 0 && read.length == FULL) {
        tiles.put(address, read);
      }
      return read;
    };
  }
}
