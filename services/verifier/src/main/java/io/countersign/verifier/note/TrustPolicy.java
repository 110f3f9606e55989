package io.countersign.verifier.note;

import io.countersign.verifier.note.HeadJudgement.Cosigned;
import io.countersign.verifier.note.HeadJudgement.LogSignatureOnly;
import io.countersign.verifier.note.HeadJudgement.Refused;
import io.countersign.verifier.note.HeadJudgement.Witnessed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The trust of a verifier, as a file says it: the logs' keys, the witnesses' keys and how many of
 * the witnesses are enough. Of a log with several keys each that is listed has to have signed.
 */
public final class TrustPolicy {
  /** Clocks differ; a cosignature from later than this is no honest witness's. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final List<VerifierKey> logs;
  private final List<Quorum.One> witnesses;
  private final Quorum quorum;

  TrustPolicy(List<VerifierKey> logs, List<Quorum.One> witnesses, Quorum quorum) {
    this.logs = List.copyOf(logs);
    this.witnesses = List.copyOf(witnesses);
    this.quorum = quorum;
  }

  public static TrustPolicy parse(byte[] file) throws MalformedNoteException {
    return PolicyReader.read(file);
  }

  /** The keys that a log of this origin signs by; none for a log that isn't trusted. */
  public List<VerifierKey> logKeys(String origin) {
    return logs.stream().filter(it -> it.name().equals(origin)).toList();
  }

  public boolean demandsWitnesses() {
    return !(quorum instanceof Quorum.Nobody);
  }

  /** As far as a head goes that the log signs by the keys of this policy. */
  public HeadJudgement judge(SignedNote note, Instant now) {
    try {
      var head = TreeHead.parse(note.text());
      return judge(note, head, logKeys(head.origin()), now);
    } catch (MalformedNoteException e) {
      return new Refused(HeadFault.MALFORMED, e.why());
    }
  }

  /**
   * The same for a log that has rotated its keys.
   *
   * @param keys which of the log's keys have to have signed
   */
  public HeadJudgement judge(
      SignedNote note, TreeHead head, Collection<VerifierKey> keys, Instant now) {
    if (keys.isEmpty()) {
      return new Refused(
          HeadFault.ORIGIN,
          "the checkpoint is of "
              + Excerpt.of(head.origin())
              + ", which is no log that the policy names");
    }
    try {
      return judgeSigned(note, head, keys, now);
    } catch (BadSignatureException e) {
      return new Refused(HeadFault.SIGNATURE, e.why());
    }
  }

  private HeadJudgement judgeSigned(
      SignedNote note, TreeHead head, Collection<VerifierKey> keys, Instant now)
      throws BadSignatureException {
    var signed = note.verified(keys).stream().map(VerifiedSignature::key).toList();
    for (var key : keys) {
      if (!signed.contains(key)) {
        return new Refused(
            HeadFault.SIGNATURE,
            "the log's key " + key.name() + "+" + key.hexId() + " hasn't signed the checkpoint");
      }
    }
    if (!demandsWitnesses()) {
      return new LogSignatureOnly(head);
    }
    return judgeCosigned(head, cosignatures(note), now);
  }

  private HeadJudgement judgeCosigned(TreeHead head, List<Cosigned> given, Instant now) {
    long latest = now.plus(CLOCK_SKEW).getEpochSecond();
    var counted = given.stream().filter(it -> it.time() > 0 && it.time() <= latest).toList();
    if (quorum.isMet(names(counted))) {
      return new Witnessed(head, counted);
    }
    if (quorum.isMet(names(given))) {
      return new Refused(
          HeadFault.COSIGNATURE_TIME,
          "a cosignature that the quorum needs has no time, or one that is yet to come");
    }
    return new Refused(
        HeadFault.QUORUM,
        "the checkpoint of size "
            + head.size()
            + " isn't cosigned by as many witnesses as the policy demands");
  }

  private static Set<String> names(List<Cosigned> cosigned) {
    return cosigned.stream().map(Cosigned::witness).collect(Collectors.toSet());
  }

  private List<Cosigned> cosignatures(SignedNote note) throws BadSignatureException {
    var found = new ArrayList<Cosigned>();
    for (var witness : witnesses) {
      note.verified(List.of(witness.key()))
          .forEach(it -> found.add(new Cosigned(witness.name(), it.time())));
    }
    return found;
  }
}
