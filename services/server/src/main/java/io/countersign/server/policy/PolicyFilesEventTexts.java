package io.countersign.server.policy;

import io.countersign.domain.policy.bundle.PolicyFilesEvent;
import io.countersign.server.summary.EventTexts;
import org.springframework.stereotype.Component;

/** The texts about policy files that have no say. */
@Component
final class PolicyFilesEventTexts implements EventTexts<PolicyFilesEvent> {
  @Override
  public Class<PolicyFilesEvent> vocabulary() {
    return PolicyFilesEvent.class;
  }

  @Override
  public String text(PolicyFilesEvent event) {
    return switch (event) {
      case PolicyFilesEvent.FilesDiffered e ->
          "policy files on a server's disk (%s) aren't those in force (%s), which stay"
              .formatted(
                  PolicyBundleEventTexts.brief(e.found()),
                  PolicyBundleEventTexts.brief(e.inForce()));
    };
  }
}
