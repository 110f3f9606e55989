package io.countersign.ledger.log.tree;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Roots and proofs (RFC 6962, 2.1) read from tiles. Trees of all sizes up to the present one can be
 * asked for: what has become a full tile still holds the hashes of the partial one.
 */
public final class TreePaths {
  private final TileReader tiles;

  public TreePaths(TileReader tiles) {
    this.tiles = tiles;
  }

  public byte[] root(long size) {
    return size == 0 ? TreeHashing.empty() : range(0, size);
  }

  /** From the leaf's sibling up to the root's child. */
  public List<byte[]> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
    }
    var path = new ArrayList<byte[]>();
    include(index, 0, size, path);
    return path;
  }

  /** The tiles that the inclusion of a leaf is read from. */
  public static Set<TileAddress> tiles(long index, long size) {
    var tiles = new LinkedHashSet<TileAddress>();
    for (int level = 0; level < TileAddress.LEVELS; level++) {
      var own = new TileAddress(level, TileAddress.hashes(level, index) / TileAddress.WIDTH);
      var last = new TileAddress(level, TileAddress.hashes(level, size) / TileAddress.WIDTH);
      Stream.of(own, last).filter(it -> it.width(size) > 0).forEach(tiles::add);
    }
    return tiles;
  }

  private void include(long index, long from, long to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      include(index, from, middle, path);
      path.add(range(middle, to));
    } else {
      include(index, middle, to, path);
      path.add(range(from, middle));
    }
  }

  /** What shows that the tree of one size begins as that of another one; nothing from 0. */
  public List<byte[]> consistency(long from, long to) {
    if (from < 0 || from > to) {
      throw new IllegalArgumentException("a tree of " + to + " isn't a later one than of " + from);
    }
    var path = new ArrayList<byte[]>();
    if (from > 0 && from < to) {
      consist(from, 0, to, true, path);
    }
    return path;
  }

  /**
   * @param known whether the old root is that of this subtree, so that it needn't be told
   */
  private void consist(long old, long from, long to, boolean known, List<byte[]> path) {
    if (old == to) {
      if (!known) {
        path.add(range(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (old <= middle) {
      consist(old, from, middle, known, path);
      path.add(range(middle, to));
    } else {
      consist(old, middle, to, false, path);
      path.add(range(from, middle));
    }
  }

  /**
   * The roots that stand for leaves of a larger tree: from the left, each of the largest complete
   * subtree that begins there and ends within.
   */
  public List<byte[]> cover(long from, long to) {
    var roots = new ArrayList<byte[]>();
    for (long at = from; at < to; ) {
      int fits = 63 - Long.numberOfLeadingZeros(to - at);
      int height = at == 0 ? fits : Math.min(fits, Long.numberOfTrailingZeros(at));
      roots.add(complete(height, at >> height));
      at += 1L << height;
    }
    return roots;
  }

  /** The root over leaves that begin where a subtree of this size may. */
  private byte[] range(long from, long to) {
    long many = to - from;
    if (Long.bitCount(many) == 1) {
      int height = Long.numberOfTrailingZeros(many);
      return complete(height, from >> height);
    }
    long middle = from + split(many);
    return TreeHashing.node(range(from, middle), range(middle, to));
  }

  /** The root of a complete subtree, so many of its size from the left. */
  private byte[] complete(int height, long index) {
    int inTile = height % TileAddress.HEIGHT;
    long first = index << inTile;
    var tile = new TileAddress(height / TileAddress.HEIGHT, first / TileAddress.WIDTH);
    int offset = (int) (first % TileAddress.WIDTH);
    int many = 1 << inTile;
    return TreeHashing.complete(tiles.tile(tile, offset + many), offset, many);
  }

  /** The largest power of two that is less. */
  private static long split(long many) {
    return Long.highestOneBit(many - 1);
  }
}
