package io.countersign.verifier.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The two hashes of RFC 6962, told apart by their first byte: so an inner node never passes for a
 * leaf. For one thread at a time.
 */
public final class TreeHasher {
  private final MessageDigest digest = sha256();

  /** The JDK's own SHA-256, which every JDK has. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The root of the tree without leaves. */
  public static TreeHash empty() {
    return TreeHash.owning(sha256().digest());
  }

  public TreeHash leaf(byte[] entry) {
    return leaf(entry, 0, entry.length);
  }

  public TreeHash leaf(byte[] entry, int offset, int length) {
    digest.update((byte) 0);
    digest.update(entry, offset, length);
    return TreeHash.owning(digest.digest());
  }

  public TreeHash node(TreeHash left, TreeHash right) {
    digest.update((byte) 1);
    left.update(digest);
    right.update(digest);
    return TreeHash.owning(digest.digest());
  }
}
