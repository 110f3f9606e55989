package io.countersign.domain.diagnosis;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that what is claimed rests on something that can be asked again. */
public final class EvidenceRules {
  private EvidenceRules() {}

  /** Each claim is complete and its id unique, each reason names claims that exist. */
  public static List<Rule> of(Diagnosis diagnosis) {
    var ids = diagnosis.claims().stream().map(Claim::id).collect(Collectors.toSet());
    boolean sound =
        ids.size() == diagnosis.claims().size()
            && diagnosis.claims().stream().allMatch(EvidenceRules::complete)
            && diagnosis.causes().stream().allMatch(cause -> grounded(cause, ids));
    return List.of(that(sound, RefusalCode.CLAIM_WITHOUT_EVIDENCE));
  }

  /** At least one reading, all of them as wanted, each with its claim. */
  public static List<Rule> ofRecovery(List<ProbeReading> readings) {
    var claims = readings.stream().map(ProbeReading::claim);
    return List.of(
        that(
            !readings.isEmpty() && readings.stream().allMatch(ProbeReading::holds),
            RefusalCode.NOT_VERIFIED),
        that(claims.allMatch(EvidenceRules::complete), RefusalCode.CLAIM_WITHOUT_EVIDENCE));
  }

  private static boolean complete(Claim claim) {
    return !claim.id().isBlank()
        && !claim.source().isBlank()
        && !claim.query().isBlank()
        && !claim.statement().isBlank()
        && !claim.to().isBefore(claim.from());
  }

  /** Only "unknown" may be said without a reason. */
  private static boolean grounded(Cause cause, Set<String> claims) {
    return cause.reasons().isEmpty()
        ? cause.kind() == Cause.Kind.UNKNOWN
        : cause.reasons().stream().allMatch(reason -> grounded(reason, claims));
  }

  private static boolean grounded(Cause.Reason reason, Set<String> claims) {
    return !reason.claims().isEmpty() && claims.containsAll(new HashSet<>(reason.claims()));
  }
}
