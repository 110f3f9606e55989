package io.countersign.ledger.policy;

import static java.util.Map.entry;

import io.countersign.domain.policy.bundle.BundleProposal;
import io.countersign.domain.policy.bundle.PolicyBundleEvent;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.policy.bundle.PolicyFilesEvent;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code policy}: which bundle of policies is in force, and who agreed to it. */
public final class PolicyCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            PolicyBundleEvent.class,
            Map.ofEntries(
                entry(PolicyBundleEvent.BundleProposed.class, "policy.bundle-proposed"),
                entry(PolicyBundleEvent.RunbooksBrought.class, "policy.runbooks-brought"),
                entry(PolicyBundleEvent.BundleApproved.class, "policy.bundle-approved"),
                entry(PolicyBundleEvent.BundleDenied.class, "policy.bundle-denied"),
                entry(PolicyBundleEvent.BundleWithdrawn.class, "policy.bundle-withdrawn"),
                entry(PolicyBundleEvent.BundleTookEffect.class, "policy.bundle-took-effect"),
                entry(PolicyBundleEvent.AttemptRefused.class, "policy.attempt-refused"))),
        new Events<>(
            PolicyFilesEvent.class,
            Map.of(PolicyFilesEvent.FilesDiffered.class, "policy.files-differed")));
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(new TextId<>(PolicyBundleId.class, PolicyBundleId::new));
  }

  @Override
  public List<Class<?>> sealedTypes() {
    return List.of(BundleProposal.class);
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(PolicyBundleKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(
        List.of(new PolicyBundleFactWriter()), List.of(new PolicyBundleFactsProvider()));
  }
}
