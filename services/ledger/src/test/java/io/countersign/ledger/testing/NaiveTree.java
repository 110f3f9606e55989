package io.countersign.ledger.testing;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * RFC 6962 as it stands there, for lists in memory, and verifiers of its proofs: nothing of the
 * product's.
 */
public final class NaiveTree {
  private NaiveTree() {}

  public static byte[] hash(byte[]... parts) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        sha.update(part);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] leaf(byte[] entry) {
    return hash(new byte[] {0}, entry);
  }

  private static byte[] node(byte[] left, byte[] right) {
    return hash(new byte[] {1}, left, right);
  }

  /** MTH of 2.1, over hashes of leaves. */
  public static byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return hash();
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /** Whether a path leads from a leaf to a root (RFC 9162, 2.1.3.2). */
  public static boolean includes(
      byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
    long fn = index;
    long sn = size - 1;
    var r = leaf;
    for (var p : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = node(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(r, root);
  }

  /** Whether a tree of one size begins as that of another one (RFC 9162, 2.1.4.2). */
  public static boolean isConsistent(
      long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
    if (first == 0 || first == second) {
      return proof.isEmpty() && (first == 0 || Arrays.equals(firstRoot, secondRoot));
    }
    var path = new ArrayList<>(proof);
    if (Long.bitCount(first) == 1) {
      path.addFirst(firstRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    long fn = first - 1;
    long sn = second - 1;
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    var fr = path.getFirst();
    var sr = path.getFirst();
    for (var c : path.subList(1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = node(c, fr);
        sr = node(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = node(sr, c);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
  }

  /** The hashes of a tile (C2SP tlog-tiles), from the definition there. */
  public static byte[] tile(List<byte[]> leaves, int level, int index) {
    int span = 1 << (8 * level);
    var hashes = new ByteArrayOutputStream();
    for (int i = 0; i < 256; i++) {
      long from = (index * 256L + i) * span;
      if (from + span <= leaves.size()) {
        hashes.writeBytes(root(leaves.subList((int) from, (int) from + span)));
      }
    }
    return hashes.toByteArray();
  }
}
