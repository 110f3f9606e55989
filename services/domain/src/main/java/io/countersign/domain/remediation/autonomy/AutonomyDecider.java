package io.countersign.domain.remediation.autonomy;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.AccessFacts.Consent;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.Reach;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RunbookPromotion;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.ConsiderPromotion;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.DemoteRunbook;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.PromoteRunbook;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.AttemptRefused;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookDemoted;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookPromoted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what runbooks may do by themselves: two persons say so, for a while, of one that has
 * earned it; a failure or one person ends it.
 */
public final class AutonomyDecider {
  /** Then it's looked at anew. */
  public static final Duration LONGEST = Duration.ofDays(90);

  private AutonomyDecider() {}

  /**
   * @return a refusal is recorded once a minute for the same principal and code; not here where
   *     nothing was ever promoted by that name, which whoever asks makes up
   */
  public static Decision<AutonomyEvent> decide(
      Autonomy state, AutonomyCommand command, CommandContext context) {
    var decision =
        switch (command) {
          case ConsiderPromotion c -> consider(c, context);
          case PromoteRunbook c -> promote(c, context);
          case DemoteRunbook c -> demote(state, c, context);
        };
    return Refusals.recorded(
        decision,
        state instanceof Autonomy.Untouched ? null : state.refusals(),
        Attempt.of(command, context),
        command.autonomy(),
        AttemptRefused::new);
  }

  /** Nobody has to be asked about what hasn't earned it. */
  private static Decision<AutonomyEvent> consider(ConsiderPromotion c, CommandContext context) {
    var record = context.facts(AutonomyFacts.class).record(c.content(), c.environment());
    return Rule.inOrder(
        Rule.join(
            Authority.personThroughout(
                context, RoleRules.DECIDING, List.of(reach(c.environment()))),
            earned(record, context)),
        Decision::unchanged);
  }

  private static Decision<AutonomyEvent> promote(PromoteRunbook c, CommandContext context) {
    var consent =
        Optional.ofNullable(c.confirmation())
            .flatMap(it -> context.facts(AccessFacts.class).consent(it));
    var record = record(c, context);
    return Rule.inOrder(
        Rule.join(
            Authority.systemOrPersonThroughout(
                context, RoleRules.RELEASING, List.of(reach(c.environment()))),
            List.of(
                that(
                    c.until().isAfter(context.at())
                        && !c.until().isAfter(context.at().plus(LONGEST)),
                    RefusalCode.BAD_REQUEST,
                    "It is for " + LONGEST.toDays() + " days at most."),
                earned(record, context),
                that(consent.isPresent(), RefusalCode.CONFIRMATION_REQUIRED),
                ConfirmationRules.confirmed(subject(c), c.confirmation(), context),
                that(
                    consent.stream().noneMatch(it -> isByAuthor(c, it, context)),
                    RefusalCode.SOD_RUNBOOK_AUTHOR))),
        () -> Decision.done(promoted(c, consent.orElseThrow(), record, context)));
  }

  private static EarnedRecord record(PromoteRunbook c, CommandContext context) {
    return context.facts(AutonomyFacts.class).record(c.content(), c.environment());
  }

  /** By the record as it is now, whatever it was when somebody proposed it. */
  private static Rule earned(EarnedRecord record, CommandContext context) {
    var shortfall = record.shortfall(context.at());
    return that(
        shortfall.isEmpty(),
        RefusalCode.AUTONOMY_NOT_EARNED,
        RefusalCode.AUTONOMY_NOT_EARNED.meaning() + " There " + shortfall.orElse("") + ".");
  }

  private static RunbookPromotion subject(PromoteRunbook c) {
    return new RunbookPromotion(c.runbook(), c.content(), c.environment(), c.until());
  }

  private static boolean isByAuthor(PromoteRunbook c, Consent consent, CommandContext context) {
    var authors =
        context.facts(RemediationFacts.class).runbookAuthors(c.content()).orElse(Set.of());
    return Stream.of(consent.proposer(), consent.adopter(), consent.confirmer())
        .filter(Objects::nonNull)
        .anyMatch(authors::contains);
  }

  private static RunbookPromoted promoted(
      PromoteRunbook c, Consent consent, EarnedRecord record, CommandContext context) {
    return new RunbookPromoted(
        c.autonomy(),
        c.runbook(),
        c.content(),
        c.environment(),
        c.until(),
        record,
        consent.adopter() == null ? consent.proposer() : consent.adopter(),
        consent.confirmer(),
        context.at());
  }

  private static Decision<AutonomyEvent> demote(
      Autonomy state, DemoteRunbook c, CommandContext context) {
    return Rule.inOrder(
        Rule.join(
            Authority.systemOrPersonThroughout(
                context, RoleRules.DEMOTING, List.of(reach(c.environment()))),
            that(!c.reason().isBlank(), RefusalCode.REASON_REQUIRED)),
        () ->
            switch (state) {
              case Autonomy.Untouched _ when c.failed() == null ->
                  Rule.refused(RefusalCode.NOT_PROMOTED, neverPromoted(c));
              case Autonomy.Untouched _ -> Decision.unchanged();
              case Autonomy.Attended _ -> Decision.unchanged();
              case Autonomy.Promoted it when c.at() != null && c.at().isBefore(it.since()) ->
                  Decision.unchanged();
              case Autonomy.Promoted _ -> Decision.done(demoted(c, context));
            });
  }

  /** What was never promoted runs nowhere unattended: nothing is held up by refusing this. */
  private static String neverPromoted(DemoteRunbook c) {
    return RefusalCode.NOT_PROMOTED.meaning()
        + " Neither is it now: %s in %s. Look at what is: countersign runbooks."
            .formatted(c.runbook(), c.environment());
  }

  private static RunbookDemoted demoted(DemoteRunbook c, CommandContext context) {
    return new RunbookDemoted(
        c.autonomy(), c.runbook(), c.environment(), context.actor().id(), c.reason(), c.failed());
  }

  private static Reach reach(String environment) {
    return new Reach("", environment, "", "");
  }
}
