package io.countersign.verifier.load;

/**
 * The tiles of one level of a tree, by tlog-tiles.
 *
 * @param whole the number of those with 256 hashes
 * @param partial the hashes of the one after them; 0 for none
 */
public record TileLayout(long whole, int partial) {
  public static TileLayout of(long leaves, int level) {
    long hashes = leaves >>> (8 * level);
    return new TileLayout(hashes / HashPyramid.WIDTH, (int) (hashes % HashPyramid.WIDTH));
  }

  /** The hashes of a tile; 0 for one that isn't there. */
  int width(long tile) {
    if (tile < whole) {
      return HashPyramid.WIDTH;
    }
    return tile == whole ? partial : 0;
  }
}
