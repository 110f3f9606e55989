package io.countersign.domain.access;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
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
  private static final Set<Role> MANAGING = Set.of(Role.ADMINISTRATOR);
  private static final Set<Role> DECIDING = Set.of(Role.APPROVER, Role.COMMANDER);

  private ConfirmationRules() {}

  /** Whether a change takes a second person now; the product itself only begins and recovers. */
  public static boolean secondPersonNeeded(CommandContext context) {
    return !context.actor().id().equals(PrincipalId.SYSTEM)
        && !context.facts(AccessFacts.class).bootstrapping();
  }

  /** Confirmed by who carries it out now, this very change, in time, and not carried out yet. */
  static Rule confirmed(
      ConfirmationSubject change, @Nullable ConfirmationId confirmation, CommandContext context) {
    boolean is =
        Optional.ofNullable(confirmation)
            .flatMap(it -> context.facts(AccessFacts.class).consent(it))
            .filter(
                it ->
                    it.digest().equals(change.digest())
                        && it.confirmer().equals(context.actor().id())
                        && context.at().isBefore(it.expiresAt()))
            .isPresent();
    return that(is || !secondPersonNeeded(context), RefusalCode.CONFIRMATION_REQUIRED);
  }

  static List<Rule> mayPropose(ConfirmationSubject subject, CommandContext context) {
    return switch (subject) {
      case ConfirmationSubject.RoleChange _, ConfirmationSubject.PasswordReset _ ->
          Authority.person(context, MANAGING);
      case ConfirmationSubject.CatalogReduction _ ->
          Authority.systemOrHolder(context, RoleRules.CATALOG_EDITING);
    };
  }

  /**
   * A person who isn't the one that proposed it. What the catalogue asks is for those to loosen who
   * can't edit it: neither themselves, nor by a token that they make.
   */
  static List<Rule> mayConfirm(Confirmation.Proposal proposal, CommandContext context) {
    var someoneElse = !context.actor().id().equals(proposal.proposer());
    return Rule.join(
        Rule.join(
            Authority.signatory(context), that(someoneElse, RefusalCode.SECOND_PERSON_REQUIRED)),
        switch (proposal.subject()) {
          case ConfirmationSubject.RoleChange _, ConfirmationSubject.PasswordReset _ ->
              Authority.person(context, MANAGING);
          case ConfirmationSubject.CatalogReduction _ ->
              Rule.join(
                  Authority.person(context, DECIDING),
                  that(!editsCatalog(context), RefusalCode.SOD_CATALOG_EDITOR));
        });
  }

  /** Who proposed it must still be trusted with it. */
  static Rule stillProposed(Confirmation.Proposal proposal, CommandContext context) {
    var roles =
        switch (proposal.subject()) {
          case ConfirmationSubject.RoleChange _, ConfirmationSubject.PasswordReset _ -> MANAGING;
          case ConfirmationSubject.CatalogReduction _ -> RoleRules.CATALOG_EDITING;
        };
    var proposer = context.facts(AccessFacts.class).principal(proposal.proposer());
    return that(
        proposer.filter(it -> roles.stream().anyMatch(it::may)).isPresent(),
        RefusalCode.NOT_PENDING,
        "Who proposed this may no longer do so.");
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
