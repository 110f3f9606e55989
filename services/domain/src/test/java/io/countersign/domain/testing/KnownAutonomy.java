package io.countersign.domain.testing;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.remediation.autonomy.AutonomyFacts;
import io.countersign.domain.remediation.autonomy.EarnedRecord;
import io.countersign.domain.remediation.autonomy.Promotion;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The promotions of {@link KnownFacts}: one, which is of whatever is asked for there. */
final class KnownAutonomy implements AutonomyFacts {
  private Supplier<Optional<Promotion>> promotion = () -> Optional.of(ofThePlan());

  private EarnedRecord earned = EarnedRecord.NONE;

  void promote(@Nullable Promotion now) {
    promotion = () -> Optional.ofNullable(now);
  }

  void earn(EarnedRecord now) {
    earned = now;
  }

  @Override
  public Optional<Promotion> promotion(String runbook, String environment) {
    return promotion.get();
  }

  private static Promotion ofThePlan() {
    return new Promotion(
        "",
        Remediations.plan().runbookDigest(),
        "",
        Instant.MAX,
        new PrincipalId("anna"),
        new PrincipalId("ben"));
  }

  @Override
  public EarnedRecord record(Digest content, String environment) {
    return earned;
  }
}
