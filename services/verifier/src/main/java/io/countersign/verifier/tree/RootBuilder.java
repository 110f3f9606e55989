package io.countersign.verifier.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Computes a root from the left to the right in memory for one hash a level: leaves, or whole
 * subtrees where one fits.
 */
public final class RootBuilder {
  private final TreeHasher hasher = new TreeHasher();
  private final List<TreeHash> peaks = new ArrayList<>(); // of whole subtrees, the largest first
  private long size;

  public long size() {
    return size;
  }

  public void append(TreeHash leaf) {
    append(0, leaf);
  }

  /**
   * @param level the subtree holds 2^level leaves
   * @throws IllegalArgumentException where such a subtree can't begin at the present size
   */
  public void append(int level, TreeHash subtree) {
    long width = 1L << level;
    if ((size & (width - 1)) != 0 || size + width < 0) {
      throw new IllegalArgumentException("no subtree of 2^" + level + " leaves begins at " + size);
    }
    var top = subtree;
    for (long rest = size >>> level; (rest & 1) == 1; rest >>>= 1) {
      top = hasher.node(peaks.removeLast(), top);
    }
    peaks.add(top);
    size += width;
  }

  public TreeHash root() {
    if (peaks.isEmpty()) {
      return TreeHasher.empty();
    }
    var root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = hasher.node(peaks.get(i), root);
    }
    return root;
  }
}
