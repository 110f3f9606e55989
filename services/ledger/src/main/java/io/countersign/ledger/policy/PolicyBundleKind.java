package io.countersign.ledger.policy;

import io.countersign.domain.policy.bundle.BundleProposal;
import io.countersign.domain.policy.bundle.PolicyBundleCommand;
import io.countersign.domain.policy.bundle.PolicyBundleDecider;
import io.countersign.domain.policy.bundle.PolicyBundleEvent;
import io.countersign.ledger.axon.AggregateKind;

/** Proposals of bundles as a kind of aggregate. */
final class PolicyBundleKind {
  static final AggregateKind<BundleProposal, PolicyBundleCommand, PolicyBundleEvent> KIND =
      new AggregateKind<>(
          "policy-bundle",
          "1",
          PolicyBundleCommand.class,
          PolicyBundleEvent.class,
          BundleProposal.class,
          BundleProposal.initial(),
          PolicyBundleDecider::decide,
          BundleProposal::evolve,
          event -> event.bundle().value());

  private PolicyBundleKind() {}
}
