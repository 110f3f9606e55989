package io.countersign.ledger.log.tree;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tree that grows: the last, partial tile of each level, and the tiles that have changed. The
 * memory is that of what was added since they were taken.
 */
public final class TreeGrowth {
  private final byte[][] partial =
      new byte[TileAddress.LEVELS][TileAddress.WIDTH * TreeHashing.BYTES];
  private final int[] widths = new int[TileAddress.LEVELS];
  private final boolean[] grown = new boolean[TileAddress.LEVELS];
  private final Map<TileAddress, byte[]> full = new LinkedHashMap<>();
  private long size;

  /** Goes on where a tree of a size ends. */
  public TreeGrowth(long size, TileReader tiles) {
    this.size = size;
    for (int level = 0; level < TileAddress.LEVELS; level++) {
      var last = last(level);
      widths[level] = last.width(size);
      if (widths[level] > 0) {
        var hashes = tiles.tile(last, widths[level]);
        System.arraycopy(hashes, 0, partial[level], 0, widths[level] * TreeHashing.BYTES);
      }
    }
  }

  public long size() {
    return size;
  }

  /** Adds the next leaf by its hash. */
  public void append(byte[] leaf) {
    append(0, leaf);
    size++;
  }

  private void append(int level, byte[] hash) {
    var hashes = partial[level];
    System.arraycopy(hash, 0, hashes, widths[level] * TreeHashing.BYTES, TreeHashing.BYTES);
    grown[level] = true;
    if (++widths[level] == TileAddress.WIDTH) {
      full.put(last(level), hashes.clone());
      widths[level] = 0;
      grown[level] = false;
      append(level + 1, TreeHashing.complete(hashes, 0, TileAddress.WIDTH));
    }
  }

  private TileAddress last(int level) {
    return new TileAddress(level, TileAddress.hashes(level, size) / TileAddress.WIDTH);
  }

  /** The tiles that have changed since this was asked last, as they are now. */
  public Map<TileAddress, byte[]> changed() {
    var changed = new LinkedHashMap<>(full);
    full.clear();
    for (int level = 0; level < TileAddress.LEVELS; level++) {
      if (grown[level]) {
        grown[level] = false;
        changed.put(last(level), Arrays.copyOf(partial[level], widths[level] * TreeHashing.BYTES));
      }
    }
    return changed;
  }

  public byte[] root() {
    Optional<byte[]> right = Optional.empty();
    for (int level = 0; level < TileAddress.LEVELS; level++) {
      right = joined(partial[level], widths[level], right);
    }
    return right.orElseGet(TreeHashing::empty);
  }

  /** Complete subtrees, the smallest one on the right, each joined with what is right of it. */
  private static Optional<byte[]> joined(byte[] hashes, int width, Optional<byte[]> right) {
    var joined = right;
    for (int end = width; end > 0; ) {
      int many = Integer.lowestOneBit(end);
      end -= many;
      var left = TreeHashing.complete(hashes, end, many);
      joined = Optional.of(joined.map(it -> TreeHashing.node(left, it)).orElse(left));
    }
    return joined;
  }
}
