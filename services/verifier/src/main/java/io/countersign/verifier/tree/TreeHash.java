package io.countersign.verifier.tree;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash in a tree: of a leaf, of an inner node, or a root. */
public final class TreeHash {
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private TreeHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException unless there are 32 bytes
   */
  public static TreeHash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes");
    }
    return new TreeHash(bytes.clone());
  }

  public static TreeHash of(byte[] bytes, int offset) {
    return new TreeHash(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
  }

  /**
   * @throws IllegalArgumentException unless the text is the one base64 of 32 bytes
   */
  public static TreeHash parse(String base64) {
    var bytes = Base64.getDecoder().decode(base64);
    var hash = of(bytes);
    if (!hash.toString().equals(base64)) { // unused bits that are set, or no padding
      throw new IllegalArgumentException("not canonical base64");
    }
    return hash;
  }

  /** Takes the array as it is: for whoever has just made it. */
  static TreeHash owning(byte[] bytes) {
    return new TreeHash(bytes);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, LENGTH);
  }

  void update(MessageDigest digest) {
    digest.update(bytes);
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeHash that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Base64, as the C2SP formats have it. */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
