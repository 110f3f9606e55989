package io.countersign.domain.policy.bundle;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A decision on record that another bundle would have made otherwise.
 *
 * @param recorded what was said, in words
 * @param replayed what would have been said
 * @param risk of the recorded decision: {@code low}, {@code medium}, {@code high} or {@code
 *     critical}; what ran by itself or was forbidden has the risk of the other one, else {@code
 *     low}
 * @param newlyAllowed whether it would have taken fewer people, or none
 * @param newlyForbidden whether it would have been refused
 */
public record DecisionFlip(
    String recorded, String replayed, String risk, boolean newlyAllowed, boolean newlyForbidden) {

  /** Empty where both ask for the same; by which rules doesn't count. */
  public static Optional<DecisionFlip> between(PolicyDecision recorded, PolicyDecision replayed) {
    if (words(recorded).equals(words(replayed))) {
      return Optional.empty();
    }
    return Optional.of(
        new DecisionFlip(
            words(recorded),
            words(replayed),
            risk(recorded).or(() -> risk(replayed)).orElse("low"),
            people(replayed) < people(recorded),
            replayed instanceof Forbidden && !(recorded instanceof Forbidden)));
  }

  private static Optional<String> risk(PolicyDecision decision) {
    return switch (decision) {
      case NeedsApproval(_, _, _, var approval) -> Optional.of(approval.risk());
      case Allowed _, Forbidden _ -> Optional.empty();
    };
  }

  /** How many have to agree; nobody suffices where it's forbidden. */
  private static int people(PolicyDecision decision) {
    return switch (decision) {
      case Allowed _ -> 0;
      case NeedsApproval(_, _, _, var approval) -> approval.quorum();
      case Forbidden _ -> Integer.MAX_VALUE;
    };
  }

  private static String words(PolicyDecision decision) {
    return switch (decision) {
      case Allowed _ -> "runs by itself";
      case Forbidden _ -> "forbidden";
      case NeedsApproval(_, _, _, var approval) -> words(approval);
    };
  }

  /** All that an approval takes: two with the same words ask for the same. */
  private static String words(Approval approval) {
    var text =
        new StringBuilder()
            .append(approval.quorum())
            .append(" of ")
            .append(sorted(approval.roles()))
            .append(", ")
            .append(approval.risk())
            .append(" risk, ")
            .append(approval.remindSeconds())
            .append('/')
            .append(approval.escalateSeconds())
            .append('/')
            .append(approval.expireSeconds())
            .append(" s");
    if (!approval.widened().isEmpty()) {
      text.append(", then ").append(sorted(approval.widened()));
    }
    if (!approval.groups().isEmpty() || approval.distinctGroups() > 0) {
      text.append(", from ")
          .append(approval.distinctGroups())
          .append(" of the groups ")
          .append(approval.groups().stream().sorted().toList());
    }
    if (approval.dwellSeconds() > 0) {
      text.append(", after ").append(approval.dwellSeconds()).append(" s");
    }
    return approval.reasonRequired() ? text.append(", with a reason").toString() : text.toString();
  }

  private static List<String> sorted(Collection<? extends Enum<?>> roles) {
    return roles.stream().map(Enum::name).sorted().toList();
  }
}
