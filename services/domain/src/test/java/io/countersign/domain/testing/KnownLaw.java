package io.countersign.domain.testing;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.bundle.PolicyBundleFacts;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import java.util.Optional;
import java.util.UUID;

/** The bundle of policies that is in force, of {@link KnownFacts}. */
public record KnownLaw(Digest digest) implements PolicyBundleFacts {
  /** That which {@link Remediations} have their decisions by. */
  public static final KnownLaw USUAL = new KnownLaw(Digest.ofJson("bundle"));

  @Override
  public Optional<InForce> inForce() {
    return Optional.of(new InForce(PolicyBundleId.of(new UUID(0, 1)), digest, 1));
  }
}
