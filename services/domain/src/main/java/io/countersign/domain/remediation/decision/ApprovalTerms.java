package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.APPROVE_ELSEWHERE;
import static io.countersign.domain.RefusalCode.CHANGE_APPROVAL_NOT_COUNTED;
import static io.countersign.domain.RefusalCode.CONDITION_NOT_MET;
import static io.countersign.domain.RefusalCode.REASON_REQUIRED;
import static io.countersign.domain.RefusalCode.TOO_FAST;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Rule;
import io.countersign.domain.Surface;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.ApprovalConditions;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of how an approval is given: after having been read for as long as policy says, with a
 * reason where it asks for one, under conditions that can hold.
 */
final class ApprovalTerms {
  private ApprovalTerms() {}

  static List<Rule> of(
      Known state, ApprovalState consent, Approve command, CommandContext context) {
    var reasoned =
        consent.demands().stream().noneMatch(PolicyDecision.Approval::reasonRequired)
            || !command.reason().isBlank();
    var problem = problem(state, consent, command.conditions(), context.at());
    return List.of(
        that(allowsChat(consent, context, "low", "medium"), APPROVE_ELSEWHERE),
        that(
            context.via() != Surface.TICKET || countsOnTickets(consent),
            CHANGE_APPROVAL_NOT_COUNTED),
        that(reasoned, REASON_REQUIRED, "Policy asks for a reason for approving this plan."),
        that(
            allowsChat(consent, context, "low") || !command.reason().isBlank(),
            REASON_REQUIRED,
            "A plan of such risk is approved from a chat with a reason only."),
        read(consent, command, context),
        that(
            problem.isEmpty(),
            CONDITION_NOT_MET,
            "So it could never run: " + problem.orElse("") + "."));
  }

  /**
   * Whether all that is asked is of no other risk than these, or it isn't asked for from a chat:
   * who sits at an unlocked computer has a chat open, and a press proves nothing more. What risk
   * isn't known is high.
   */
  private static boolean allowsChat(
      ApprovalState consent, CommandContext context, String... risks) {
    return context.via() != Surface.CHAT
        || consent.demands().stream().allMatch(it -> List.of(risks).contains(it.risk()));
  }

  /** Whether everything that is asked for counts approvals that are given on change requests. */
  static boolean countsOnTickets(ApprovalState consent) {
    return consent.demands().stream().allMatch(PolicyDecision.Approval::changeApprovals);
  }

  /** For how long a plan has to have been in front of whoever approves it. */
  static Duration dwell(ApprovalState consent) {
    return Duration.ofSeconds(
        consent.demands().stream().mapToInt(PolicyDecision.Approval::dwellSeconds).max().orElse(0));
  }

  /** When they were first shown the plan that they approve. */
  static Optional<Instant> shown(Approve command, CommandContext context) {
    return context
        .facts(RemediationFacts.class)
        .shown(command.remediation(), context.actor().id(), command.planDigest());
  }

  private static Rule read(ApprovalState consent, Approve command, CommandContext context) {
    var dwell = dwell(consent);
    if (dwell.isZero()) {
      return that(true, TOO_FAST);
    }
    var readAt = shown(command, context).map(it -> it.plus(dwell));
    return that(
        readAt.filter(it -> !context.at().isBefore(it)).isPresent(),
        TOO_FAST,
        readAt
            .map(it -> "You can approve it from " + it + ": read it until then.")
            .orElse("You weren't shown this plan yet: open it (countersign remediation ID)."));
  }

  /** The words of those conditions of who counts that don't hold at this moment. */
  static List<String> unmet(
      Known state, ApprovalState consent, List<PrincipalId> counting, Instant at) {
    return counting.stream()
        .flatMap(who -> Stream.ofNullable(consent.votes().conditions().get(who)))
        .flatMap(it -> it.leftOut(state.dossier().plan()).or(() -> it.untimely(at)).stream())
        .distinct()
        .toList();
  }

  /** The conditions of who counts, in words. */
  static List<String> lines(ApprovalState consent, List<PrincipalId> counting) {
    return counting.stream()
        .flatMap(who -> Stream.ofNullable(consent.votes().conditions().get(who)))
        .flatMap(it -> it.lines().stream())
        .distinct()
        .toList();
  }

  private static Optional<String> problem(
      Known state, ApprovalState consent, @Nullable ApprovalConditions under, Instant at) {
    return Optional.ofNullable(under)
        .flatMap(
            it ->
                it.leftOut(state.dossier().plan())
                    .or(() -> it.impossible(at, consent.deadlines().expiresAt())));
  }
}
