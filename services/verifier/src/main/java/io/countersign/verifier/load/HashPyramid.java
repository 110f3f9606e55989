package io.countersign.verifier.load;

import io.countersign.verifier.tree.RootBuilder;
import io.countersign.verifier.tree.TreeHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The hashes of a tree at every eighth level, as tiles have them: at level 0 of leaves, at each
 * further one of 256 hashes below.
 */
public final class HashPyramid implements AutoCloseable {
  /** The hashes of a whole tile. */
  public static final int WIDTH = 256;

  /** More levels than a tree of 2^63 leaves has. */
  static final int MOST_LEVELS = 8;

  private static final int STEP = 8;

  private final List<HashFile> levels = new ArrayList<>();

  HashPyramid(Path folder) throws IOException {
    for (int level = 0; level < MOST_LEVELS; level++) {
      levels.add(new HashFile(folder));
    }
  }

  public HashFile level(int level) {
    return levels.get(level);
  }

  /** The number of leaves up to the last that there is. */
  public long size() {
    return levels.getFirst().size();
  }

  /** The levels that a tree of so many leaves has. */
  public static int depth(long leaves) {
    int depth = 0;
    for (long left = leaves; left > 0; left >>>= STEP) {
      depth++;
    }
    return depth;
  }

  /** Computes all levels above the leaves. */
  void complete() {
    for (int level = 1; level < depth(size()); level++) {
      long tiles = size() >>> (STEP * level);
      for (long tile = 0; tile < tiles; tile++) {
        levels.get(level).put(tile, tileRoot(level - 1, tile));
      }
    }
  }

  /** The root over the 256 hashes of a whole tile. */
  public TreeHash tileRoot(int level, long tile) {
    var root = new RootBuilder();
    for (long i = tile * WIDTH; i < (tile + 1) * WIDTH; i++) {
      root.append(levels.get(level).get(i));
    }
    return root.root();
  }

  /** The root of the tree of the first so many leaves, from the largest subtrees that there are. */
  public TreeHash root(long leaves) {
    var root = new RootBuilder();
    for (int level = depth(leaves) - 1; level >= 0; level--) {
      int bits = STEP * level;
      for (long i = root.size() >>> bits; i < leaves >>> bits; i++) {
        root.append(bits, levels.get(level).get(i));
      }
    }
    return root.root();
  }

  @Override
  public void close() throws IOException {
    for (var level : levels) {
      level.close();
    }
  }
}
