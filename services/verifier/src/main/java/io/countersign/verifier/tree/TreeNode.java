package io.countersign.verifier.tree;

/**
 * A whole subtree: the leaves from {@code index * 2^level} on, 2^level of them.
 *
 * @param level 0 for a leaf
 */
public record TreeNode(int level, long index) {
  public long from() {
    return index << level;
  }

  public long to() {
    return (index + 1) << level;
  }
}
