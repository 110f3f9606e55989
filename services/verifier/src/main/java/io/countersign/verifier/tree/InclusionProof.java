package io.countersign.verifier.tree;

import java.util.List;

/** The audit path of RFC 6962 section 2.1.1, from the leaf's sibling up to the root's child. */
public final class InclusionProof {
  private InclusionProof() {}

  /**
   * The root that the path leads to; whether it is the right one is for the caller to compare.
   *
   * @throws PathLengthException where the path's length isn't that of this leaf in such a tree
   * @throws IllegalArgumentException unless {@code 0 <= index < size}
   */
  public static TreeHash root(long index, long size, TreeHash leaf, List<TreeHash> path)
      throws PathLengthException {
    int needed = length(index, size);
    if (path.size() != needed) {
      throw new PathLengthException(needed, path.size());
    }
    var hasher = new TreeHasher();
    var hash = leaf;
    int next = 0;
    long last = size - 1;
    for (long at = index; last > 0; at >>>= 1, last >>>= 1) {
      if ((at & 1) == 1) {
        hash = hasher.node(path.get(next++), hash);
      } else if (at < last) {
        hash = hasher.node(hash, path.get(next++));
      } // else it has no sibling and goes up as it is
    }
    return hash;
  }

  /** The number of hashes in the path of a leaf. */
  public static int length(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " isn't in a tree of " + size);
    }
    int length = 0;
    long last = size - 1;
    for (long at = index; last > 0; at >>>= 1, last >>>= 1) {
      if ((at & 1) == 1 || at < last) {
        length++;
      }
    }
    return length;
  }
}
