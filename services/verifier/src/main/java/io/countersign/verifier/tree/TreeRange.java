package io.countersign.verifier.tree;

import java.util.ArrayList;
import java.util.List;

/** The fewest whole subtrees that stand for a range of leaves. */
public final class TreeRange {
  private TreeRange() {}

  /**
   * From the left to the right: at each step the largest subtree that may begin there and doesn't
   * go beyond the end.
   *
   * @throws IllegalArgumentException unless {@code 0 <= from <= to}
   */
  public static List<TreeNode> decompose(long from, long to) {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no range: " + from + " to " + to);
    }
    var nodes = new ArrayList<TreeNode>();
    long at = from;
    while (at < to) {
      int fits = 63 - Long.numberOfLeadingZeros(to - at);
      int level = at == 0 ? fits : Math.min(Long.numberOfTrailingZeros(at), fits);
      nodes.add(new TreeNode(level, at >>> level));
      at += 1L << level;
    }
    return List.copyOf(nodes);
  }
}
