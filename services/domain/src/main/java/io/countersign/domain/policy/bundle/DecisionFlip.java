package io.countersign.domain.policy.bundle;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.EscalationStep;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A decision on record that another bundle would have made otherwise.
 *
 * @param recorded what was said, in words
 * @param replayed what would have been said
 * @param risk of the recorded decision: {@code low}, {@code medium}, {@code high} or {@code
 *     critical}; what ran by itself or was forbidden has the risk of the other one, else {@code
 *     low}
 * @param newlyAllowed whether it would have asked for less: for fewer people or none, of fewer
 *     groups, fewer in an emergency, for others too or for them sooner, at a lower risk, for
 *     longer, sooner, or without a reason
 * @param newlyForbidden whether it would have been refused
 */
public record DecisionFlip(
    String recorded, String replayed, String risk, boolean newlyAllowed, boolean newlyForbidden) {

  /** From the least. */
  private static final List<String> RISKS = List.of("low", "medium", "high", "critical");

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
    return is.emergencyQuorum() < was.emergencyQuorum()
        || is.distinctGroups() < was.distinctGroups()
        || isWider(was.groups(), is.groups())
        || isWiderAtSomeTime(was, is)
        || RISKS.indexOf(is.risk()) < RISKS.indexOf(was.risk())
        || is.dwellSeconds() < was.dwellSeconds()
        || is.expireSeconds() > was.expireSeconds()
        || (is.changeApprovals() && !was.changeApprovals())
        || (was.reasonRequired() && !is.reasonRequired());
  }

  /** From the request, or from a step of the escalation on, somebody may who couldn't by then. */
  private static boolean isWiderAtSomeTime(Approval was, Approval is) {
    return Stream.concat(Stream.of(0), is.ladder().stream().map(EscalationStep::afterSeconds))
        .anyMatch(
            at ->
                !roles(was, at).containsAll(roles(is, at))
                    || (!was.groups().isEmpty() && !groups(was, at).containsAll(groups(is, at))));
  }

  private static Set<Role> roles(Approval approval, int at) {
    var roles = EnumSet.noneOf(Role.class);
    roles.addAll(approval.roles());
    asked(approval, at).forEach(step -> roles.addAll(step.roles()));
    return roles;
  }

  private static Set<String> groups(Approval approval, int at) {
    var groups = new HashSet<>(approval.groups());
    asked(approval, at).forEach(step -> groups.addAll(step.groups()));
    return groups;
  }

  /** Whom else it asks so long after the request. */
  private static Stream<EscalationStep> asked(Approval approval, int at) {
    return approval.ladder().stream().filter(step -> step.afterSeconds() <= at);
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
    for (var step : approval.ladder()) {
      text.append(words(step));
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
    if (approval.emergencyQuorum() < approval.quorum()) {
      text.append(", ").append(approval.emergencyQuorum()).append(" in an emergency");
    }
    if (approval.changeApprovals()) {
      text.append(", also on a change request");
    }
    return approval.reasonRequired() ? text.append(", with a reason").toString() : text.toString();
  }

  /** Empty where it asks nobody else. */
  private static String words(EscalationStep step) {
    var others =
        Stream.concat(sorted(step.roles()).stream(), step.groups().stream().sorted()).toList();
    return others.isEmpty() ? "" : ", after " + step.afterSeconds() + " s also " + others;
  }

  private static List<String> sorted(Collection<? extends Enum<?>> roles) {
    return roles.stream().map(Enum::name).sorted().toList();
  }
}
