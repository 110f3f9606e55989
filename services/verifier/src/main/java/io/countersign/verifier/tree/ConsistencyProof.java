package io.countersign.verifier.tree;

import java.util.List;

/**
 * The proof of RFC 6962 section 2.1.2: that the larger tree begins with all the leaves of the
 * smaller one.
 */
public final class ConsistencyProof {
  private ConsistencyProof() {}

  /**
   * Tells whether the hashes lead to both roots. Equal sizes need equal roots and no hashes; every
   * tree begins with the empty one, which needs no hashes either.
   *
   * @throws PathLengthException where the number of hashes isn't that of these sizes
   * @throws IllegalArgumentException unless {@code 0 <= oldSize <= newSize}
   */
  public static boolean proves(
      long oldSize, TreeHash oldRoot, long newSize, TreeHash newRoot, List<TreeHash> hashes)
      throws PathLengthException {
    int needed = length(oldSize, newSize);
    if (hashes.size() != needed) {
      throw new PathLengthException(needed, hashes.size());
    }
    if (oldSize == 0) {
      return oldRoot.equals(TreeHasher.empty());
    }
    if (oldSize == newSize) {
      return oldRoot.equals(newRoot);
    }
    return bothRoots(oldSize, oldRoot, newSize, newRoot, hashes);
  }

  private static boolean bothRoots(
      long oldSize, TreeHash oldRoot, long newSize, TreeHash newRoot, List<TreeHash> hashes) {
    var hasher = new TreeHasher();
    int up = Long.numberOfTrailingZeros(oldSize);
    long at = (oldSize - 1) >>> up;
    long last = (newSize - 1) >>> up;
    boolean whole = at == 0; // the old tree is one whole subtree: its root needn't be told
    var old = whole ? oldRoot : hashes.getFirst();
    var fresh = old;
    for (var hash : hashes.subList(whole ? 0 : 1, hashes.size())) {
      while ((at & 1) == 0 && at == last) { // no sibling at this level
        at >>>= 1;
        last >>>= 1;
      }
      if ((at & 1) == 1) {
        old = hasher.node(hash, old);
        fresh = hasher.node(hash, fresh);
      } else {
        fresh = hasher.node(fresh, hash);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return old.equals(oldRoot) & fresh.equals(newRoot);
  }

  /** The number of hashes in the proof between trees of these sizes. */
  public static int length(long oldSize, long newSize) {
    if (oldSize < 0 || oldSize > newSize) {
      throw new IllegalArgumentException("no tree of " + oldSize + " in one of " + newSize);
    }
    if (oldSize == 0 || oldSize == newSize) {
      return 0;
    }
    int up = Long.numberOfTrailingZeros(oldSize);
    long at = (oldSize - 1) >>> up;
    int length = at == 0 ? 0 : 1;
    for (long last = (newSize - 1) >>> up; last > 0; at >>>= 1, last >>>= 1) {
      if ((at & 1) == 1 || at < last) {
        length++;
      }
    }
    return length;
  }
}
