package io.countersign.domain.incident;

import io.countersign.domain.RefusalCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether what is claimed rests on something that can be asked again. */
final class Grounds {
  private Grounds() {}

  /** Each claim is complete and its id unique, each reason names claims that exist. */
  static Optional<RefusalCode> of(Diagnosis diagnosis) {
    var ids = diagnosis.claims().stream().map(Claim::id).collect(Collectors.toSet());
    boolean sound =
        ids.size() == diagnosis.claims().size()
            && diagnosis.claims().stream().allMatch(Grounds::complete)
            && diagnosis.causes().stream().allMatch(cause -> grounded(cause, ids));
    return sound ? Optional.empty() : Optional.of(RefusalCode.CLAIM_WITHOUT_EVIDENCE);
  }

  /** At least one reading, all of them as wanted, each with its claim. */
  static Optional<RefusalCode> ofRecovery(List<Reading> readings) {
    if (readings.isEmpty() || !readings.stream().allMatch(Reading::holds)) {
      return Optional.of(RefusalCode.NOT_VERIFIED);
    }
    return readings.stream().map(Reading::claim).allMatch(Grounds::complete)
        ? Optional.empty()
        : Optional.of(RefusalCode.CLAIM_WITHOUT_EVIDENCE);
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
