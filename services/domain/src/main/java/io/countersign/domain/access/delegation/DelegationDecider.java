package io.countersign.domain.access.delegation;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.delegation.DelegationCommand.Delegate;
import io.countersign.domain.access.delegation.DelegationCommand.EndDelegation;
import io.countersign.domain.access.delegation.DelegationEvent.AttemptRefused;
import io.countersign.domain.access.delegation.DelegationEvent.DelegationEnded;
import io.countersign.domain.access.delegation.DelegationEvent.DelegationGiven;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Decides about delegations: who decides on plans lets another person do so for a while, with the
 * rights that they hold themselves; either ends it at any time.
 */
public final class DelegationDecider {
  /** Nobody is away for longer without somebody else being given the role. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private DelegationDecider() {}

  /**
   * @return a refusal is recorded once a minute for the same principal and code; one of what nobody
   *     gave yet isn't: each such try would be another stream
   */
  public static Decision<DelegationEvent> decide(
      DelegationState state, DelegationCommand command, CommandContext context) {
    var decision =
        switch (command) {
          case Delegate c -> give(state, c, context);
          case EndDelegation c -> end(state, c, context);
        };
    return Refusals.recorded(
        decision,
        state instanceof DelegationState.Unknown ? null : state.refusals(),
        Attempt.of(command, context),
        command.delegation(),
        AttemptRefused::new);
  }

  private static Decision<DelegationEvent> give(
      DelegationState state, Delegate c, CommandContext context) {
    var by = context.actor().id();
    var given = new DelegationGiven(c.delegation(), by, c.to(), c.scope(), c.until(), c.absent());
    if (state instanceof DelegationState.Given it
        && it.delegation()
            .equals(new Delegation(c.delegation(), by, c.to(), c.scope(), c.until(), c.absent()))) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        Rule.join(
            Rule.join(Authority.signatory(context), decides(by, context)),
            Rule.join(
                Rule.join(
                    Authority.activePerson(c.to(), context), List.of(couldDecide(c, context))),
                that(
                    !c.to().equals(by), RefusalCode.BAD_REQUEST, "Nobody delegates to themselves."),
                that(
                    c.until().isAfter(context.at())
                        && !c.until().isAfter(context.at().plus(LONGEST)),
                    RefusalCode.DELEGATION_PERIOD),
                that(state instanceof DelegationState.Unknown, RefusalCode.BAD_REQUEST))),
        () -> Decision.done(given));
  }

  /** What was delegated to somebody they can't pass on: it takes a role of their own. */
  private static List<Rule> decides(PrincipalId who, CommandContext context) {
    var held =
        context
            .facts(AccessFacts.class)
            .principal(who)
            .map(it -> it.rolesAt(context.at()))
            .orElse(Set.of());
    return List.of(
        that(
            !Collections.disjoint(held, RoleRules.DECIDING),
            RefusalCode.FORBIDDEN,
            "Only who decides on plans by a role of their own can let another do so."));
  }

  /** Else whoever is out of office would have nobody in their place. */
  private static Rule couldDecide(Delegate c, CommandContext context) {
    var at = context.at();
    var over = c.scope().reach();
    boolean never =
        context.facts(AccessFacts.class).principal(c.to()).stream()
            .flatMap(it -> it.grants().stream())
            .filter(it -> it.isInEffect(at))
            .anyMatch(
                it ->
                    RoleRules.NEVER_DECIDING.contains(it.role())
                        || (RoleRules.DECIDING_ELSEWHERE.contains(it.role())
                            && it.covers(over, at)));
    return that(
        !never,
        RefusalCode.ROLE_CONFLICT,
        "Who administers, edits the catalogue, writes policy or audits there decides on no plan,"
            + " for nobody.");
  }

  private static Decision<DelegationEvent> end(
      DelegationState state, EndDelegation c, CommandContext context) {
    var by = context.actor().id();
    return Rule.inOrder(
        Authority.signatory(context),
        () ->
            switch (state) {
              case DelegationState.Unknown _ -> Rule.refused(RefusalCode.UNKNOWN_DELEGATION);
              case DelegationState.Ended _ -> Decision.unchanged();
              case DelegationState.Given(var it, _) ->
                  Rule.inOrder(
                      List.of(
                          that(
                              by.equals(it.from()) || by.equals(it.to()),
                              RefusalCode.FORBIDDEN,
                              "Only who gave it and who has it can end it.")),
                      () -> Decision.done(new DelegationEnded(c.delegation(), by)));
            });
  }
}
