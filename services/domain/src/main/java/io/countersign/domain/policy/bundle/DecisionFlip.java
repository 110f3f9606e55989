package io.countersign.domain.policy.bundle;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A decision on record that another bundle would have made otherwise.
 *
 * @param recorded what was said, in words
 * @param replayed what would have been said
 * @param risk of the recorded decision: {@code low}, {@code medium}, {@code high} or {@code
 *     critical}; what ran by itself or was forbidden has the risk of the other one, else {@code
 *     low}
 * @param newlyAllowed whether it would have asked for less: for fewer people or none, of fewer
 *     groups, with a further role, sooner, or without a reason
 * @param newlyForbidden whether it would have been refused
 */
public record DecisionFlip(
    String recorded, String replayed, String risk, boolean newlyAllowed, boolean newlyForbidden) {

  /** Empty where both ask for the same; by which rules doesn't count. */
  public static Optional<DecisionFlip> between(PolicyDecision recorded, PolicyDecision replayed) {
    if (sameDemand(recorded, replayed)) {
      return Optional.empty();
    }
    return Optional.of(
        new DecisionFlip(
            words(recorded),
            words(replayed),
            risk(recorded).or(() -> risk(replayed)).orElse("low"),
            asksForLess(recorded, replayed),
            replayed instanceof Forbidden && !(recorded instanceof Forbidden)));
  }

  private static boolean sameDemand(PolicyDecision recorded, PolicyDecision replayed) {
    return switch (recorded) {
      case Allowed _ -> replayed instanceof Allowed;
      case Forbidden _ -> replayed instanceof Forbidden;
      case NeedsApproval(_, _, _, var approval) ->
          replayed instanceof NeedsApproval(_, _, _, var other) && approval.equals(other);
    };
  }

  private static boolean asksForLess(PolicyDecision recorded, PolicyDecision replayed) {
    return people(replayed) < people(recorded)
        || (recorded instanceof NeedsApproval(_, _, _, var was)
            && replayed instanceof NeedsApproval(_, _, _, var is)
            && asksForLess(was, is));
  }

  /** In any respect: that it asks for more in another makes up for nothing. */
  private static boolean asksForLess(Approval was, Approval is) {
    return is.distinctGroups() < was.distinctGroups()
        || isWider(was.groups(), is.groups())
        || !was.roles().containsAll(is.roles())
        || !was.widened().containsAll(is.widened())
        || is.dwellSeconds() < was.dwellSeconds()
        || is.expireSeconds() > was.expireSeconds()
        || (was.reasonRequired() && !is.reasonRequired());
  }

  /** Without any group everybody may. */
  private static boolean isWider(Set<String> was, Set<String> is) {
    return !was.isEmpty() && (is.isEmpty() || !was.containsAll(is));
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

  /** What an approval takes, for who reads it. */
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
