package io.countersign.ledger.testing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.BeginWithBundle;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.testing.KnownLaw;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.policy.PolicyBundles;
import java.util.UUID;

/** The bundle that is in force on record, and decisions as by it. */
public final class LawOnRecord {
  private LawOnRecord() {}

  /** The one that decisions made up for tests are by; where one is in force already, that stays. */
  public static void begin(Ledger ledger) {
    var digest = KnownLaw.USUAL.digest();
    var files = new BlobRef(digest, 1, "application/json");
    var summary = new BundleSummary(digest, files, 1, 1, 0, null);
    var begin = new BeginWithBundle(PolicyBundleId.of(new UUID(0, 1)), summary);
    var _ = ledger.send(Commands.bySystem(begin)).join();
  }

  /** The same decision, by the bundle in force. */
  public static PolicyDecision by(Ledger ledger, PolicyDecision decision) {
    var bundles = new PolicyBundles(ledger.transactions());
    return by(bundles.inForce().map(InForce::digest).orElseThrow(), decision);
  }

  /** The same decision, by that bundle. */
  public static PolicyDecision by(Digest bundle, PolicyDecision decision) {
    return switch (decision) {
      case Allowed it -> new Allowed(it.rules(), bundle, it.trace());
      case Forbidden it -> new Forbidden(it.rules(), bundle, it.trace(), it.because());
      case NeedsApproval it -> new NeedsApproval(it.rules(), bundle, it.trace(), it.approval());
    };
  }
}
