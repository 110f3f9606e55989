package io.countersign.domain.access.confirmation;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.MissingRole;
import io.countersign.domain.access.Reach;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CalendarWidening;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CatalogReduction;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Disablement;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantAddition;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantRevocation;
import io.countersign.domain.access.confirmation.ConfirmationSubject.KillSwitchRelease;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Membership;
import io.countersign.domain.access.confirmation.ConfirmationSubject.PasswordReset;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RoleChange;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RunbookPromotion;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of who may propose and who may confirm which change, and when a change takes two
 * persons at all.
 */
public final class ConfirmationRules {

  /** Who reads all of them, whatever they are about, if they hold it everywhere. */
  private static final Set<Role> READING_ALL =
      Set.of(
          Role.CATALOG_EDITOR,
          Role.RESPONDER,
          Role.APPROVER,
          Role.COMMANDER,
          Role.ADMINISTRATOR,
          Role.AUDITOR);

  /** Who reads those, or those of a part that they have a say over. */
  public static final Set<Role> READING =
      Stream.concat(READING_ALL.stream(), RoleRules.HALTING.stream())
          .collect(Collectors.toUnmodifiableSet());

  private ConfirmationRules() {}

  /** Who acts without a second person; null where that isn't a single person. */
  public static @Nullable PrincipalId alone(CommandContext context) {
    return secondPersonNeeded(context) || Authority.isSystem(context) ? null : context.actor().id();
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
  public static Rule confirmed(
      ConfirmationSubject change, @Nullable ConfirmationId confirmation, CommandContext context) {
    boolean is =
        confirmation == null
            ? !secondPersonNeeded(context)
            : context
                .facts(AccessFacts.class)
                .consent(confirmation)
                .filter(it -> it.digest().equals(change.digest()))
                .filter(it -> carriesOut(it.confirmer(), context))
                .filter(it -> holds(proposal(change, it), it.confirmer(), context))
                .isPresent();
    return that(is, RefusalCode.CONFIRMATION_REQUIRED);
  }

  private static Confirmation.Proposal proposal(
      ConfirmationSubject change, AccessFacts.Consent consent) {
    return new Confirmation.Proposal(
        change, consent.digest(), consent.proposer(), consent.adopter(), consent.expiresAt());
  }

  private static boolean carriesOut(PrincipalId confirmer, CommandContext context) {
    return confirmer.equals(context.actor().id()) || Authority.isSystem(context);
  }

  /** Whether what two persons agreed to may be done now. */
  private static boolean holds(
      Confirmation.Proposal proposal, PrincipalId confirmer, CommandContext context) {
    var facts = context.facts();
    return context.at().isBefore(proposal.expiresAt())
        && stillProposed(proposal, context).kept()
        && still(confirmer, confirming(proposal.subject()), proposal.subject(), context)
        && CredentialRules.own(confirmer, facts).kept()
        && whose(proposal, facts)
            .filter(it -> Rule.allKept(twoPersons(proposal.subject(), it, confirmer, facts)))
            .isPresent();
  }

  /**
   * The person whose word it is: who proposed it, or adopted what a machine proposed. A machine's
   * is nobody's, since nobody knows who holds its token, or what makes it speak.
   */
  private static Optional<PrincipalId> whose(Confirmation.Proposal proposal, Facts facts) {
    boolean person =
        facts
            .of(AccessFacts.class)
            .principal(proposal.proposer())
            .filter(it -> it.kind() == PrincipalKind.PERSON)
            .isPresent();
    return person ? Optional.of(proposal.proposer()) : Optional.ofNullable(proposal.adopter());
  }

  /** Whether a person stands for it, so that another may confirm it. */
  public static boolean isAnybodys(Confirmation.Proposal proposal, Facts facts) {
    return whose(proposal, facts).isPresent();
  }

  static List<Rule> mayPropose(ConfirmationSubject subject, CommandContext context) {
    return switch (subject) {
      case RoleChange _,
          PasswordReset _,
          Disablement _,
          GrantAddition _,
          GrantRevocation _,
          Membership _ ->
          Rule.join(
              Authority.person(context, RoleRules.MANAGING), benefitsAnother(subject, context));
      case KillSwitchRelease _, RunbookPromotion _, CalendarWidening _ ->
          Authority.personThroughout(context, proposing(subject), bounds(subject));
      case CatalogReduction _ -> Authority.systemOrHolder(context, RoleRules.CATALOG_EDITING);
    };
  }

  /** Nobody has a say in what they are given themselves, as one or as a member. */
  private static Rule benefitsAnother(ConfirmationSubject subject, CommandContext context) {
    var who = context.actor().id();
    boolean own =
        switch (subject) {
          case RoleChange it -> it.principal().equals(who) && !it.grant().isEmpty();
          case GrantAddition it ->
              it.holder().equals(GrantHolder.of(who))
                  || it.holder().group().filter(group -> isMember(who, group, context)).isPresent();
          case Membership it -> it.adding() && it.member().equals(who);
          case PasswordReset _,
              GrantRevocation _,
              Disablement _,
              KillSwitchRelease _,
              CatalogReduction _,
              RunbookPromotion _,
              CalendarWidening _ ->
              false;
        };
    return that(!own, RefusalCode.SOD_SELF_GRANT);
  }

  private static boolean isMember(PrincipalId who, GroupId group, CommandContext context) {
    return context
        .facts(AccessFacts.class)
        .principal(who)
        .filter(it -> it.groups().contains(group.name()))
        .isPresent();
  }

  private static Set<Role> proposing(ConfirmationSubject subject) {
    return switch (subject) {
      case RoleChange _,
          PasswordReset _,
          Disablement _,
          GrantAddition _,
          GrantRevocation _,
          Membership _ ->
          RoleRules.MANAGING;
      case KillSwitchRelease it -> RoleRules.halting(it.within());
      case RunbookPromotion _ -> RoleRules.DECIDING;
      case CatalogReduction _ -> RoleRules.CATALOG_EDITING;
      case CalendarWidening _ -> RoleRules.CALENDAR_KEEPING;
    };
  }

  private static Set<Role> confirming(ConfirmationSubject subject) {
    return switch (subject) {
      case RoleChange _,
          PasswordReset _,
          Disablement _,
          GrantAddition _,
          GrantRevocation _,
          Membership _ ->
          RoleRules.MANAGING;
      case CatalogReduction _, RunbookPromotion _ -> RoleRules.DECIDING;
      case KillSwitchRelease _, CalendarWidening _ -> RoleRules.RELEASING;
    };
  }

  /** Over what somebody needs a role to have a say in it: over this, or else everywhere. */
  private static List<Reach> bounds(ConfirmationSubject subject) {
    return List.of(
        switch (subject) {
          case KillSwitchRelease it -> it.within().reach();
          case CalendarWidening it -> it.within().reach();
          case RunbookPromotion it -> new Reach("", it.environment(), "", "");
          case RoleChange _,
              PasswordReset _,
              Disablement _,
              GrantAddition _,
              GrantRevocation _,
              Membership _,
              CatalogReduction _ ->
              Reach.ORGANISATION;
        });
  }

  private static Set<Role> adopting(ConfirmationSubject subject) {
    return Stream.of(proposing(subject), confirming(subject))
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether somebody with these roles could have a say in it. */
  public static boolean concerns(ConfirmationSubject subject, Set<Role> roles) {
    return !Collections.disjoint(adopting(subject), roles);
  }

  /**
   * Whether somebody may read it, and with that the digest that they would agree to: who reads all
   * of them; who has a say in it, or looks over what it's about; and who took part.
   */
  public static boolean mayRead(
      Confirmation.Proposal proposal, @Nullable PrincipalId confirmer, CommandContext context) {
    var who = context.actor().id();
    return who.equals(proposal.proposer())
        || who.equals(proposal.adopter())
        || who.equals(confirmer)
        || Rule.allKept(Authority.throughout(context, READING_ALL, List.of(Reach.ORGANISATION)))
        || Rule.allKept(
            Authority.throughout(
                context, readingWithin(proposal.subject()), bounds(proposal.subject())));
  }

  /** The roles over what a change is about by which somebody may read it. */
  public static Set<Role> readingWithin(ConfirmationSubject subject) {
    return Stream.concat(adopting(subject).stream(), Stream.of(Role.AUDITOR))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** To confirm it; or, as long as it's nobody's, to adopt what a machine proposed. */
  static List<Rule> mayAgree(Confirmation.Proposal proposal, CommandContext context) {
    return whose(proposal, context.facts())
        .map(it -> mayConfirm(proposal, it, context))
        .orElseGet(() -> mayAdopt(proposal.subject(), context));
  }

  /** A person who could propose it themselves, or confirm it. */
  private static List<Rule> mayAdopt(ConfirmationSubject subject, CommandContext context) {
    return Rule.join(
        Authority.signatory(context),
        Rule.join(
            Authority.personThroughout(context, adopting(subject), bounds(subject)),
            CredentialRules.own(context.actor().id(), context.facts())));
  }

  /**
   * A person who isn't the one whose word it is. What the catalogue asks is for those to loosen who
   * can't edit it: neither themselves, nor by a token.
   */
  private static List<Rule> mayConfirm(
      Confirmation.Proposal proposal, PrincipalId whose, CommandContext context) {
    var who = context.actor().id();
    var subject = proposal.subject();
    var another =
        Rule.join(
            Rule.join(
                Authority.signatory(context),
                that(
                    !who.equals(whose),
                    RefusalCode.SECOND_PERSON_REQUIRED,
                    another(proposal, whose))),
            Rule.join(
                Authority.personThroughout(context, confirming(subject), bounds(subject)),
                CredentialRules.own(who, context.facts()),
                benefitsAnother(subject, context),
                that(
                    !(subject instanceof CatalogReduction) || !editsCatalog(context),
                    RefusalCode.SOD_CATALOG_EDITOR)));
    return Rule.join(another, twoPersons(subject, whose, who, context.facts()));
  }

  private static String another(Confirmation.Proposal proposal, PrincipalId whose) {
    return "You %s: another person with the role %s has to confirm it."
        .formatted(
            whose.equals(proposal.proposer()) ? "proposed this yourself" : "stand for this already",
            MissingRole.anyOf(confirming(proposal.subject())));
  }

  /** What keeps who asks from confirming it; empty when they may. */
  public static Optional<Rule> obstacle(Confirmation.Proposal proposal, CommandContext context) {
    return Rule.join(mayAgree(proposal, context), stillProposed(proposal, context)).stream()
        .filter(it -> !it.kept())
        .findFirst();
  }

  /** Whoever makes a person that edits the catalogue could be who proposed it. */
  private static List<Rule> twoPersons(
      ConfirmationSubject subject, PrincipalId whose, PrincipalId confirmer, Facts facts) {
    var two = CredentialRules.twoPersons(whose, confirmer, facts);
    return switch (subject) {
      case RoleChange _,
          PasswordReset _,
          Disablement _,
          KillSwitchRelease _,
          CalendarWidening _,
          GrantAddition _,
          GrantRevocation _,
          RunbookPromotion _,
          Membership _ ->
          List.of(two);
      case CatalogReduction _ -> List.of(two, CredentialRules.assured(confirmer, facts));
    };
  }

  /** Who proposed it, and who adopted it, must still be trusted with it. */
  static Rule stillProposed(Confirmation.Proposal proposal, CommandContext context) {
    var adopter = proposal.adopter();
    var subject = proposal.subject();
    return that(
        still(proposal.proposer(), proposing(subject), subject, context)
            && (adopter == null || mayStillAdopt(adopter, subject, context)),
        RefusalCode.NOT_PENDING,
        "Who proposed this may no longer do so.");
  }

  private static boolean mayStillAdopt(
      PrincipalId who, ConfirmationSubject subject, CommandContext context) {
    return still(who, adopting(subject), subject, context)
        && CredentialRules.own(who, context.facts()).kept();
  }

  /** What was confirmed may be carried out now. */
  static Rule stillHolds(Confirmation.Confirmed state, CommandContext context) {
    return that(
        holds(state.proposal(), state.confirmer(), context), RefusalCode.CONFIRMATION_REQUIRED);
  }

  /**
   * Whether something can still come of it: to be confirmed, or, once somebody did, to be carried
   * out.
   */
  public static boolean isOpen(
      Confirmation.Proposal proposal, @Nullable PrincipalId confirmer, CommandContext context) {
    return confirmer == null
        ? context.at().isBefore(proposal.expiresAt()) && stillProposed(proposal, context).kept()
        : holds(proposal, confirmer, context);
  }

  /** A machine that can't show who it is any more speaks no more. */
  private static boolean still(
      PrincipalId who, Set<Role> anyOf, ConfirmationSubject subject, CommandContext context) {
    var access = context.facts(AccessFacts.class);
    var throughout = bounds(subject);
    return access
        .principal(who)
        .filter(
            it ->
                throughout.stream()
                    .allMatch(
                        reach ->
                            anyOf.stream().anyMatch(role -> it.may(role, reach, context.at()))))
        .filter(it -> it.kind() == PrincipalKind.PERSON || access.hasToken(who))
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
