package io.countersign.server.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.bundle.PolicyBundleEvent;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleTookEffect;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to bundles of policies. */
@Component
final class PolicyBundleEventTexts implements EventTexts<PolicyBundleEvent> {
  private static final int SHORT = 12;

  @Override
  public Class<PolicyBundleEvent> vocabulary() {
    return PolicyBundleEvent.class;
  }

  @Override
  public String text(PolicyBundleEvent event) {
    return switch (event) {
      case PolicyBundleEvent.BundleProposed e ->
          e.proposer()
              + " proposed "
              + e.bundle()
              + ", policies "
              + brief(e.summary().digest())
              + "; it may be approved until "
              + Phrases.time(e.expiresAt());
      case PolicyBundleEvent.RunbooksBrought e ->
          e.bundle() + " brings " + e.runbooks().size() + " more runbooks";
      case PolicyBundleEvent.BundleApproved e -> e.approver() + " approved " + e.bundle();
      case PolicyBundleEvent.BundleDenied e ->
          e.denier() + " denied " + e.bundle() + ": " + e.reason();
      case PolicyBundleEvent.BundleWithdrawn e -> e.by() + " withdrew " + e.bundle();
      case BundleTookEffect e -> effect(e);
      case PolicyBundleEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }

  private static String effect(BundleTookEffect e) {
    var taken = "bundle " + e.number() + " (" + brief(e.digest()) + ") is in force";
    return switch (e.manner()) {
      case BOOTSTRAP -> taken + ": what the product begins with";
      case APPROVED -> taken;
      case ALONE -> taken + ", by an administrator alone";
    };
  }

  static String brief(Digest digest) {
    return digest.hex().substring(0, SHORT);
  }
}
