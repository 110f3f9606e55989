package io.countersign.policies.suite;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The decision that a case expects; a part that is empty may be anything.
 *
 * @param outcome {@code allowed}, {@code forbidden} or {@code needs-approval}
 * @param rules ids of all that hold, sorted
 * @param because a part of the reason why it's forbidden
 * @param requirements numbers and the risk, by the word that a rule's {@code require} has for them
 */
record Expectation(
    String outcome,
    Optional<List<String>> rules,
    Optional<String> because,
    Map<String, String> requirements,
    Optional<Set<Role>> roles,
    Optional<Set<Role>> widened) {

  /** What is otherwise, in words; nothing when all is as expected. */
  List<String> differences(PolicyDecision decision) {
    var found = new ArrayList<String>();
    compare(found, "outcome", outcome, outcome(decision));
    rules.ifPresent(it -> compare(found, "rules", it, decision.rules().stream().sorted().toList()));
    because.ifPresent(it -> reason(found, it, decision));
    if (decision instanceof NeedsApproval needed) {
      requirements.forEach(
          (key, value) -> compare(found, key, value, requirement(key, needed.approval())));
      roles.ifPresent(it -> compare(found, "roles", it, needed.approval().roles()));
      widened.ifPresent(it -> compare(found, "widened", it, needed.approval().widened()));
    }
    return List.copyOf(found);
  }

  private static void compare(List<String> found, String what, Object wanted, Object is) {
    if (!wanted.equals(is)) {
      found.add("%s: expected %s, was %s".formatted(what, wanted, is));
    }
  }

  private static void reason(List<String> found, String wanted, PolicyDecision decision) {
    var is = decision instanceof Forbidden forbidden ? forbidden.because() : "";
    if (!is.contains(wanted)) {
      found.add("because: expected to say %s, was %s".formatted(wanted, is));
    }
  }

  static String outcome(PolicyDecision decision) {
    return switch (decision) {
      case Allowed _ -> "allowed";
      case Forbidden _ -> "forbidden";
      case NeedsApproval _ -> "needs-approval";
    };
  }

  private static String requirement(String key, Approval approval) {
    return switch (key) {
      case "risk" -> approval.risk();
      case "quorum" -> String.valueOf(approval.quorum());
      case "distinctGroups" -> String.valueOf(approval.distinctGroups());
      case "emergencyQuorum" -> String.valueOf(approval.emergencyQuorum());
      case "dwellSeconds" -> String.valueOf(approval.dwellSeconds());
      case "expireSeconds" -> String.valueOf(approval.expireSeconds());
      default -> throw new IllegalArgumentException("no requirement is called " + key);
    };
  }
}
