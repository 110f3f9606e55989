package io.countersign.domain.access;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.ConfirmationSubject.CatalogReduction;
import io.countersign.domain.access.ConfirmationSubject.Disablement;
import io.countersign.domain.access.ConfirmationSubject.KillSwitchRelease;
import io.countersign.domain.access.ConfirmationSubject.PasswordReset;
import io.countersign.domain.access.ConfirmationSubject.RoleChange;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of who may propose and who may confirm which change, and when a change takes two
 * persons at all.
 */
public final class ConfirmationRules {
  private static final Set<Role> DECIDING = Set.of(Role.APPROVER, Role.COMMANDER);

  private ConfirmationRules() {}

  /** Who acts without a second person; null where that isn't a single person. */
  static @Nullable PrincipalId alone(CommandContext context) {
    return secondPersonNeeded(context) || AccessDecider.isSystem(context)
        ? null
        : context.actor().id();
  }

  /** Whether a change takes a second person now; the product itself only begins and recovers. */
  public static boolean secondPersonNeeded(CommandContext context) {
    return !context.actor().id().equals(PrincipalId.SYSTEM)
        && !context.facts(AccessFacts.class).bootstrapping();
  }

  /**
   * Confirmed, this very change, in time, not carried out yet, and by two who at this moment still
   * may; carried out by who confirmed it, or by the product where that broke off.
   */
  static Rule confirmed(
      ConfirmationSubject change, @Nullable ConfirmationId confirmation, CommandContext context) {
    boolean is =
        confirmation == null
            ? !secondPersonNeeded(context)
            : context
                .facts(AccessFacts.class)
                .consent(confirmation)
                .filter(it -> it.digest().equals(change.digest()))
                .filter(it -> carriesOut(it.confirmer(), context))
                .filter(it -> holds(change, it, context))
                .isPresent();
    return that(is, RefusalCode.CONFIRMATION_REQUIRED);
  }

  private static boolean carriesOut(PrincipalId confirmer, CommandContext context) {
    return confirmer.equals(context.actor().id()) || AccessDecider.isSystem(context);
  }

  /** Whether what two persons agreed to may be done now. */
  private static boolean holds(
      ConfirmationSubject change, AccessFacts.Consent consent, CommandContext context) {
    return context.at().isBefore(consent.expiresAt())
        && still(consent.proposer(), proposing(change), context)
        && still(consent.confirmer(), confirming(change), context)
        && CredentialRules.own(consent.confirmer(), context.facts()).kept()
        && Rule.allKept(twoPersons(change, consent.proposer(), consent.confirmer(), context));
  }

  static List<Rule> mayPropose(ConfirmationSubject subject, CommandContext context) {
    return switch (subject) {
      case RoleChange _, PasswordReset _, Disablement _, KillSwitchRelease _ ->
          Authority.person(context, RoleRules.MANAGING);
      case CatalogReduction _ -> Authority.systemOrHolder(context, RoleRules.CATALOG_EDITING);
    };
  }

  private static Set<Role> proposing(ConfirmationSubject subject) {
    return switch (subject) {
      case RoleChange _, PasswordReset _, Disablement _, KillSwitchRelease _ -> RoleRules.MANAGING;
      case CatalogReduction _ -> RoleRules.CATALOG_EDITING;
    };
  }

  private static Set<Role> confirming(ConfirmationSubject subject) {
    return switch (subject) {
      case RoleChange _, PasswordReset _, Disablement _ -> RoleRules.MANAGING;
      case CatalogReduction _ -> DECIDING;
      case KillSwitchRelease _ -> RoleRules.RELEASING;
    };
  }

  /**
   * A person who isn't the one that proposed it. What the catalogue asks is for those to loosen who
   * can't edit it: neither themselves, nor by a token that they make.
   */
  static List<Rule> mayConfirm(Confirmation.Proposal proposal, CommandContext context) {
    var who = context.actor().id();
    var someoneElse = !who.equals(proposal.proposer());
    var another =
        Rule.join(
            Rule.join(
                Authority.signatory(context),
                that(someoneElse, RefusalCode.SECOND_PERSON_REQUIRED, another(proposal))),
            Rule.join(
                Authority.person(context, confirming(proposal.subject())),
                CredentialRules.own(who, context.facts()),
                that(
                    !(proposal.subject() instanceof CatalogReduction) || !editsCatalog(context),
                    RefusalCode.SOD_CATALOG_EDITOR)));
    return Rule.join(another, twoPersons(proposal.subject(), proposal.proposer(), who, context));
  }

  private static String another(Confirmation.Proposal proposal) {
    return "You proposed this yourself: another person with the role %s has to confirm it."
        .formatted(MissingRole.anyOf(confirming(proposal.subject())));
  }

  /** What keeps who asks from confirming it; empty when they may. */
  public static Optional<Rule> obstacle(Confirmation.Proposal proposal, CommandContext context) {
    return Rule.join(mayConfirm(proposal, context), stillProposed(proposal, context)).stream()
        .filter(it -> !it.kept())
        .findFirst();
  }

  /** Whoever makes a person or a token that edits the catalogue could be who proposed it. */
  private static List<Rule> twoPersons(
      ConfirmationSubject subject,
      PrincipalId proposer,
      PrincipalId confirmer,
      CommandContext context) {
    var facts = context.facts();
    var two = CredentialRules.twoPersons(proposer, confirmer, facts);
    return switch (subject) {
      case RoleChange _, PasswordReset _, Disablement _, KillSwitchRelease _ -> List.of(two);
      case CatalogReduction _ -> List.of(two, CredentialRules.assured(confirmer, facts));
    };
  }

  /** Who proposed it must still be trusted with it. */
  static Rule stillProposed(Confirmation.Proposal proposal, CommandContext context) {
    return that(
        still(proposal.proposer(), proposing(proposal.subject()), context),
        RefusalCode.NOT_PENDING,
        "Who proposed this may no longer do so.");
  }

  /** What was confirmed may be carried out now. */
  static Rule stillHolds(Confirmation.Confirmed state, CommandContext context) {
    var it = state.proposal();
    var consent =
        new AccessFacts.Consent(it.digest(), it.proposer(), state.confirmer(), it.expiresAt());
    return that(holds(it.subject(), consent, context), RefusalCode.CONFIRMATION_REQUIRED);
  }

  private static boolean still(PrincipalId who, Set<Role> anyOf, CommandContext context) {
    return context
        .facts(AccessFacts.class)
        .principal(who)
        .filter(it -> anyOf.stream().anyMatch(it::may))
        .isPresent();
  }

  private static boolean editsCatalog(CommandContext context) {
    return context
        .facts(AccessFacts.class)
        .principal(context.actor().id())
        .filter(it -> it.kind() == PrincipalKind.PERSON)
        .filter(it -> !Collections.disjoint(it.roles(), RoleRules.CATALOG_EDITING))
        .isPresent();
  }
}
