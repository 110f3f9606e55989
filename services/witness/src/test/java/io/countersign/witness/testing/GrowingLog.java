package io.countersign.witness.testing;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.NoteSigner;
import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A log whose n-th leaf is n: its checkpoints at any size, and the proofs between them. */
public final class GrowingLog {
  private record Range(long from, long to) {}

  private final String origin;
  private final List<NoteSigner> signers;
  private final long forkedAt;
  private final TreeHasher hasher = new TreeHasher();
  private final Map<Range, TreeHash> whole = new HashMap<>();

  private GrowingLog(String origin, List<NoteSigner> signers, long forkedAt) {
    this.origin = origin;
    this.signers = signers;
    this.forkedAt = forkedAt;
  }

  public static GrowingLog named(String origin, SignatureType... types) {
    return new GrowingLog(
        origin, Arrays.stream(types).map(it -> signer(origin, it)).toList(), Long.MAX_VALUE);
  }

  /** Signs with a key of its own, too. */
  public static NoteSigner signer(String name, SignatureType type) {
    try {
      var pair = KeyPairGenerator.getInstance(type.algorithm()).generateKeyPair();
      return new NoteSigner(name, type, pair);
    } catch (GeneralSecurityException | MalformedNoteException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same log with the same keys, whose leaves are others from here on. */
  public GrowingLog forkedAt(long leaf) {
    return new GrowingLog(origin, signers, leaf);
  }

  /** The same log by another key. */
  public GrowingLog signedBy(NoteSigner... others) {
    return new GrowingLog(origin, List.of(others), forkedAt);
  }

  public String origin() {
    return origin;
  }

  public List<VerifierKey> keys() {
    return signers.stream().map(NoteSigner::key).toList();
  }

  public SignedNote checkpoint(long size, String... extensions) {
    return sign(new TreeHead(origin, size, root(size), List.of(extensions)).text());
  }

  public SignedNote sign(String text) {
    return new SignedNote(text, signers.stream().map(it -> it.sign(text, 0)).toList());
  }

  /** A request as the protocol has it. */
  public String request(long old, long size) {
    return request(old, proof(old, size), checkpoint(size).toString());
  }

  public static String request(long old, List<TreeHash> proof, String note) {
    return "old "
        + old
        + "\n"
        + proof.stream().map(it -> it + "\n").collect(Collectors.joining())
        + "\n"
        + note;
  }

  public TreeHash root(long size) {
    return size == 0 ? TreeHasher.empty() : node(0, size);
  }

  /** RFC 6962 section 2.1.2, as it's written there. */
  public List<TreeHash> proof(long old, long size) {
    return old == 0 || old >= size ? List.of() : subproof(old, 0, size, true);
  }

  private List<TreeHash> subproof(long old, long from, long to, boolean known) {
    if (old == to - from) {
      return known ? List.of() : List.of(node(from, to));
    }
    long split = Long.highestOneBit(to - from - 1);
    boolean left = old <= split;
    var proof =
        new ArrayList<>(
            left
                ? subproof(old, from, from + split, known)
                : subproof(old - split, from + split, to, false));
    proof.add(left ? node(from + split, to) : node(from, from + split));
    return proof;
  }

  private synchronized TreeHash node(long from, long to) {
    if (to - from == 1) {
      var text = (from >= forkedAt ? "other " : "") + from;
      return hasher.leaf(text.getBytes(StandardCharsets.UTF_8));
    }
    var range = new Range(from, to);
    var kept = whole.get(range);
    if (kept == null) {
      long split = Long.highestOneBit(to - from - 1);
      kept = hasher.node(node(from, from + split), node(from + split, to));
      if (Long.bitCount(to - from) == 1) {
        whole.put(range, kept);
      }
    }
    return kept;
  }
}
