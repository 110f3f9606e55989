package io.countersign.ledger.log.tree;

/**
 * The place of a tile.
 *
 * @param level 0 has the leaves; each hash of a higher level is the root of a full tile below it
 * @param index from the left, from 0
 */
public record TileAddress(int level, long index) {
  /** How many hashes a full tile has. */
  public static final int WIDTH = 256;

  /** How many levels of the tree one level of tiles takes. */
  static final int HEIGHT = 8;

  public static final int LEVELS = 8;

  public TileAddress {
    if (level < 0 || level >= LEVELS || index < 0) {
      throw new IllegalArgumentException("no tile " + index + " of level " + level);
    }
  }

  /** How many hashes this level has in a tree of a size. */
  static long hashes(int level, long size) {
    return size >> (HEIGHT * level);
  }

  /** How many hashes of it a tree of a size has; 0 where it has no such tile. */
  public int width(long size) {
    return Math.clamp(hashes(level, size) - index * WIDTH, 0, WIDTH);
  }
}
