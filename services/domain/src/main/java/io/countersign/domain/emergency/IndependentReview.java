package io.countersign.domain.emergency;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.Reach;
import io.countersign.domain.access.delegation.DelegationFacts;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The rules of who reviews an emergency afterwards: a person who had no hand in it, speaks for
 * nobody who had, and could be none of them.
 */
public final class IndependentReview {
  /** Within which it's owed. */
  public static final Duration WITHIN = Duration.ofHours(24);

  /** Any of these roles lets a person review. */
  public static final Set<Role> REVIEWING =
      Set.of(Role.APPROVER, Role.COMMANDER, Role.ADMINISTRATOR, Role.POLICY_AUTHOR);

  private IndependentReview() {}

  /**
   * @param involved who opened, eased or approved it, or has reviewed it already
   */
  public static List<Rule> rules(
      Collection<PrincipalId> involved,
      String note,
      Collection<Reach> touched,
      CommandContext context) {
    var by = context.actor().id();
    return Rule.join(
        reviewing(touched, context),
        List.of(
            that(!involved.contains(by), RefusalCode.SOD_REVIEWER),
            that(
                !speaksFor(by, involved, context),
                RefusalCode.SOD_REVIEWER,
                "You decide for somebody who had a hand in it: somebody else reviews it."),
            ownPerson(context),
            CredentialRules.anotherPerson(by, List.copyOf(involved), context.facts()),
            that(!note.isBlank(), RefusalCode.REASON_REQUIRED, "A review says what was found.")));
  }

  /** Whoever decides or manages within something of what was touched. */
  public static List<Rule> reviewing(Collection<Reach> touched, CommandContext context) {
    return Rule.join(
        Authority.signatory(context), Authority.personWithin(context, REVIEWING, touched));
  }

  /** As long as there is one administrator, nobody else could have handed out the passwords. */
  static Rule ownPerson(CommandContext context) {
    return context.facts(AccessFacts.class).bootstrapping()
        ? that(true, RefusalCode.CREDENTIAL_NOT_OWN)
        : CredentialRules.own(context.actor().id(), context.facts());
  }

  /** Nothing of an emergency is used while a review is overdue, whoever owes it. */
  public static Rule noneOverdue(CommandContext context) {
    var overdue = context.facts(EmergencyFacts.class).overdue(context.at());
    return that(
        overdue.isEmpty(),
        RefusalCode.REVIEW_OVERDUE,
        "These weren't reviewed within a day: %s. Somebody who had no hand in them does so first (countersign break-glass review ID)."
            .formatted(String.join(", ", overdue)));
  }

  private static boolean speaksFor(
      PrincipalId who, Collection<PrincipalId> involved, CommandContext context) {
    return context.facts(DelegationFacts.class).to(who).stream()
        .filter(it -> it.isInEffect(context.at()))
        .anyMatch(it -> involved.contains(it.from()));
  }
}
