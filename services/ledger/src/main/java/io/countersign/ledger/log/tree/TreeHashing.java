package io.countersign.ledger.log.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashing of RFC 6962: a leaf can't be taken for a node, nor a node for a leaf. */
public final class TreeHashing {
  /** Of one hash. */
  public static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private TreeHashing() {}

  public static byte[] leaf(byte[] entry) {
    var sha = sha256();
    sha.update(LEAF);
    return sha.digest(entry);
  }

  public static byte[] node(byte[] left, byte[] right) {
    var sha = sha256();
    sha.update(NODE);
    sha.update(left);
    return sha.digest(right);
  }

  /** The root of a tree without leaves. */
  public static byte[] empty() {
    return sha256().digest();
  }

  /** The root of a complete subtree, of some of the hashes that stand one after the other. */
  static byte[] complete(byte[] hashes, int first, int many) {
    var sha = sha256();
    var row = new byte[many * BYTES];
    System.arraycopy(hashes, first * BYTES, row, 0, row.length);
    for (int left = many; left > 1; left /= 2) {
      for (int i = 0; i < left / 2; i++) {
        sha.update(NODE);
        sha.update(row, 2 * i * BYTES, 2 * BYTES);
        System.arraycopy(sha.digest(), 0, row, i * BYTES, BYTES);
      }
    }
    return Arrays.copyOf(row, BYTES);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
