package io.countersign.ledger.log.tree;

/** The tiles of a tree, wherever they lie. */
@FunctionalInterface
public interface TileReader {
  /**
   * @param width how many hashes of it are needed; it may hold more by now
   * @return at least these, one after the other
   * @throws IllegalStateException where there are fewer
   */
  byte[] tile(TileAddress address, int width);
}
