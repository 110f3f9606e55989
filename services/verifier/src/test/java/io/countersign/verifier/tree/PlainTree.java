package io.countersign.verifier.tree;

import java.util.ArrayList;
import java.util.List;

/** The tree as RFC 6962 section 2.1 defines it, by recursion: what the quicker ways are held to. */
public final class PlainTree {
  private final TreeHasher hasher = new TreeHasher();
  private final List<TreeHash> leaves;

  public PlainTree(List<TreeHash> leaves) {
    this.leaves = leaves;
  }

  public TreeHash root() {
    return root(0, leaves.size());
  }

  public TreeHash root(int from, int to) {
    if (from == to) {
      return TreeHasher.empty();
    }
    if (to - from == 1) {
      return leaves.get(from);
    }
    int split = from + split(to - from);
    return hasher.node(root(from, split), root(split, to));
  }

  /** PATH(m, D[n]) of the leaf. */
  public List<TreeHash> path(int index, int size) {
    return path(index, 0, size);
  }

  private List<TreeHash> path(int index, int from, int to) {
    if (to - from == 1) {
      return List.of();
    }
    int split = from + split(to - from);
    boolean left = index < split;
    var path = new ArrayList<>(left ? path(index, from, split) : path(index, split, to));
    path.add(left ? root(split, to) : root(from, split));
    return path;
  }

  /** PROOF(m, D[n]). */
  public List<TreeHash> consistency(int old, int size) {
    return old == 0 ? List.of() : consistency(old, 0, size, true);
  }

  private List<TreeHash> consistency(int old, int from, int to, boolean whole) {
    if (old == to - from) {
      return whole ? List.of() : List.of(root(from, to));
    }
    int split = split(to - from);
    if (old <= split) {
      var proof = new ArrayList<>(consistency(old, from, from + split, whole));
      proof.add(root(from + split, to));
      return proof;
    }
    var proof = new ArrayList<>(consistency(old - split, from + split, to, false));
    proof.add(root(from, from + split));
    return proof;
  }

  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
