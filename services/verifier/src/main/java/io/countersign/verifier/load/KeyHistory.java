package io.countersign.verifier.load;

import io.countersign.verifier.note.HeadFault;
import io.countersign.verifier.note.HeadJudgement;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.note.TrustPolicy;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a log has signed by, one set after the other, each from the rotation on that the
 * one before has signed.
 */
final class KeyHistory {
  private final TrustPolicy policy;
  private final Instant now;
  private final List<KeyRotation> rotations;

  private KeyHistory(TrustPolicy policy, Instant now, List<KeyRotation> rotations) {
    this.policy = policy;
    this.now = now;
    this.rotations = List.copyOf(rotations);
  }

  /**
   * @param faults is told of a rotation by a key that wasn't the log's then
   */
  static KeyHistory of(
      TrustPolicy policy, Instant now, List<KeyRotation> all, RecordFindings faults) {
    var chain = new ArrayList<KeyRotation>();
    for (var rotation : all) {
      if (chain.isEmpty() || chain.getLast().newKeys().contains(rotation.oldKey())) {
        chain.add(rotation);
      } else {
        faults.add(
            new Mismatch(
                FaultCode.ROTATION,
                rotation.leaf(),
                "a key was rotated that wasn't the log's key then"));
      }
    }
    return new KeyHistory(policy, now, chain);
  }

  HeadJudgement judge(SignedNote note, TreeHead head) {
    long size = head.size();
    var judgement = policy.judge(note, head, keys(head.origin(), size), now);
    boolean signature =
        judgement instanceof HeadJudgement.Refused refused
            && refused.fault() == HeadFault.SIGNATURE;
    boolean justRotated = rotations.stream().anyMatch(it -> it.leaf() + 1 == size);
    return signature && justRotated
        ? policy.judge(note, head, keys(head.origin(), size - 1), now)
        : judgement;
  }

  /** The keys for a tree of so many leaves. */
  private List<VerifierKey> keys(String origin, long size) {
    var trusted = policy.logKeys(origin);
    var keys = trusted;
    boolean known = false;
    for (var rotation : rotations) {
      if (!rotation.oldKey().name().equals(origin) || trusted.isEmpty()) {
        return trusted;
      }
      if (!known && !trusted.contains(rotation.oldKey()) && !leadsTo(trusted)) {
        return trusted; // a chain that nobody trusts changes nothing
      }
      if (!known && !trusted.contains(rotation.oldKey())) {
        keys = List.of(rotation.oldKey()); // the policy is younger than this
      }
      known = true;
      keys = rotation.leaf() < size ? rotation.newKeys() : keys;
    }
    return keys;
  }

  private boolean leadsTo(List<VerifierKey> trusted) {
    return rotations.stream().anyMatch(it -> it.newKeys().containsAll(trusted));
  }
}
