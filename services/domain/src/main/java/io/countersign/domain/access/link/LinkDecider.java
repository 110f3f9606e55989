package io.countersign.domain.access.link;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.link.LinkCommand.ConfirmAccount;
import io.countersign.domain.access.link.LinkCommand.EndLink;
import io.countersign.domain.access.link.LinkCommand.OfferLink;
import io.countersign.domain.access.link.LinkCommand.ProposeAccount;
import io.countersign.domain.access.link.LinkCommand.RedeemLink;
import io.countersign.domain.access.link.LinkEvent.AccountLinked;
import io.countersign.domain.access.link.LinkEvent.AccountProposed;
import io.countersign.domain.access.link.LinkEvent.AttemptRefused;
import io.countersign.domain.access.link.LinkEvent.LinkEnded;
import io.countersign.domain.access.link.LinkEvent.LinkOffered;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Decides about links: a person whose password is their own asks for a code, and whoever shows it
 * from within an account has that account linked to them. Where others could read the code and copy
 * it, showing it proposes an account only, and the person says that it's theirs. An account is one
 * person's only, and a person has one in each workspace: what is told to them has one place, and an
 * account that was forgotten can't be acted by.
 */
public final class LinkDecider {
  /** How long a code is good. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** So many accounts that showed one code are kept: of two already none is the person's. */
  static final int MOST_SHOWN = 5;

  /** So many codes of one person's may be out at once. */
  static final int MOST_OFFERS = 5;

  private static final Set<Role> MANAGING = Set.of(Role.ADMINISTRATOR);

  private LinkDecider() {}

  /**
   * @return a refusal is recorded once a minute for the same principal and code; one of what isn't
   *     there yet isn't: each such try would be another stream
   */
  public static Decision<LinkEvent> decide(
      LinkState state, LinkCommand command, CommandContext context) {
    var decision =
        switch (command) {
          case OfferLink c -> offer(state, c, context);
          case RedeemLink c -> redeem(state, c, context);
          case ProposeAccount c -> propose(state, c, context);
          case ConfirmAccount c -> confirm(state, c, context);
          case EndLink c -> end(state, c, context);
        };
    return Refusals.recorded(
        decision,
        state instanceof LinkState.Unknown ? null : state.refusals(),
        Attempt.of(command, context),
        command.link(),
        AttemptRefused::new);
  }

  /** Who holds somebody else's password could link an account of their own to them for good. */
  private static Decision<LinkEvent> offer(LinkState state, OfferLink c, CommandContext context) {
    var who = context.actor().id();
    var facts = context.facts(LinkFacts.class);
    return Rule.inOrder(
        Rule.join(
            Authority.signatory(context),
            CredentialRules.own(who, context.facts()),
            that(
                facts.openOffers(who, context.at()) < MOST_OFFERS,
                RefusalCode.TOO_MANY_REQUESTS,
                "Enough codes of yours are out: use one, or wait until one expires.")),
        () ->
            state instanceof LinkState.Unknown
                ? Decision.done(
                    new LinkOffered(
                        c.link(), who, c.system(), c.code(), context.at().plus(LIFETIME)))
                : Decision.unchanged());
  }

  private static Decision<LinkEvent> redeem(LinkState state, RedeemLink c, CommandContext context) {
    return switch (state) {
      case LinkState.Unknown _ -> Rule.refused(RefusalCode.LINK_CODE_WRONG);
      case LinkState.Offered it -> redeem(it, c, context);
      case LinkState.Held it ->
          it.account().equals(c.account()) && it.code().equals(c.code())
              ? Decision.unchanged()
              : Rule.refused(RefusalCode.LINK_CODE_USED);
      case LinkState.Ended _ -> Rule.refused(RefusalCode.LINK_CODE_USED);
    };
  }

  private static Decision<LinkEvent> redeem(
      LinkState.Offered offer, RedeemLink c, CommandContext context) {
    var who = offer.principal();
    boolean right = offer.code().equals(c.code()) && offer.system().equals(c.account().system());
    return Rule.inOrder(
        Rule.join(
            Rule.join(
                List.of(
                    Authority.system(context),
                    that(right, RefusalCode.LINK_CODE_WRONG),
                    that(context.at().isBefore(offer.expiresAt()), RefusalCode.LINK_CODE_EXPIRED)),
                Authority.activePerson(who, context)),
            CredentialRules.own(who, context.facts()),
            free(who, c.account(), context),
            first(who, c.account(), context)),
        () -> Decision.done(new AccountLinked(c.link(), who, c.account())));
  }

  private static Decision<LinkEvent> propose(
      LinkState state, ProposeAccount c, CommandContext context) {
    return switch (state) {
      case LinkState.Unknown _ -> Rule.refused(RefusalCode.LINK_CODE_WRONG);
      case LinkState.Offered it -> propose(it, c, context);
      case LinkState.Held _, LinkState.Ended _ -> Rule.refused(RefusalCode.LINK_CODE_USED);
    };
  }

  private static Decision<LinkEvent> propose(
      LinkState.Offered offer, ProposeAccount c, CommandContext context) {
    boolean right = offer.code().equals(c.code()) && offer.system().equals(c.account().system());
    return Rule.inOrder(
        List.of(
            Authority.system(context),
            that(right, RefusalCode.LINK_CODE_WRONG),
            that(context.at().isBefore(offer.expiresAt()), RefusalCode.LINK_CODE_EXPIRED)),
        () ->
            offer.shownBy().contains(c.account()) || offer.shownBy().size() >= MOST_SHOWN
                ? Decision.unchanged()
                : Decision.done(new AccountProposed(c.link(), c.account(), c.shownIn())));
  }

  /** Whose code it isn't learns nothing of it. */
  private static Decision<LinkEvent> confirm(
      LinkState state, ConfirmAccount c, CommandContext context) {
    var who = context.actor().id();
    return switch (state) {
      case LinkState.Offered it when it.principal().equals(who) -> confirm(it, c, context);
      case LinkState.Held it when it.principal().equals(who) && it.account().equals(c.account()) ->
          Rule.inOrder(Authority.signatory(context), Decision::unchanged);
      case LinkState.Held it when it.principal().equals(who) ->
          Rule.inOrder(
              Authority.signatory(context), () -> Rule.refused(RefusalCode.LINK_CODE_USED));
      case LinkState.Unknown _, LinkState.Offered _, LinkState.Held _, LinkState.Ended _ ->
          Rule.inOrder(Authority.signatory(context), () -> Rule.refused(RefusalCode.UNKNOWN_LINK));
    };
  }

  private static Decision<LinkEvent> confirm(
      LinkState.Offered offer, ConfirmAccount c, CommandContext context) {
    var who = offer.principal();
    return Rule.inOrder(
        Rule.join(
            Rule.join(
                Authority.signatory(context),
                List.of(
                    that(
                        offer.shownBy().contains(c.account()),
                        RefusalCode.LINK_CODE_WRONG,
                        "That account hasn't shown your code."),
                    that(
                        offer.shownBy().size() == 1,
                        RefusalCode.LINK_CODE_USED,
                        "More than one account showed your code: somebody copied it. Ask for"
                            + " another."),
                    that(context.at().isBefore(offer.expiresAt()), RefusalCode.LINK_CODE_EXPIRED))),
            CredentialRules.own(who, context.facts()),
            free(who, c.account(), context),
            first(who, c.account(), context)),
        () -> Decision.done(new AccountLinked(c.link(), who, c.account())));
  }

  private static Rule free(PrincipalId who, LinkedAccount account, CommandContext context) {
    var facts = context.facts(LinkFacts.class);
    return that(
        facts.personOf(account).isEmpty() && !facts.isAnothers(account, who),
        RefusalCode.ACCOUNT_TAKEN);
  }

  private static Rule first(PrincipalId who, LinkedAccount account, CommandContext context) {
    var facts = context.facts(LinkFacts.class);
    return that(
        !facts.hasAccount(who, account.system(), account.workspace()), RefusalCode.LINK_EXISTS);
  }

  /** One's own needs no role: who has lost it must still be able to. */
  private static Decision<LinkEvent> end(LinkState state, EndLink c, CommandContext context) {
    return switch (state) {
      case LinkState.Unknown _ ->
          Rule.inOrder(Authority.signatory(context), () -> Rule.refused(RefusalCode.UNKNOWN_LINK));
      case LinkState.Offered it -> end(it.principal(), c, context);
      case LinkState.Held it -> end(it.principal(), c, context);
      case LinkState.Ended it -> Rule.inOrder(mayEnd(it.principal(), context), Decision::unchanged);
    };
  }

  private static Decision<LinkEvent> end(PrincipalId whose, EndLink c, CommandContext context) {
    return Rule.inOrder(
        mayEnd(whose, context),
        () -> Decision.done(new LinkEnded(c.link(), whose, context.actor().id())));
  }

  private static List<Rule> mayEnd(PrincipalId whose, CommandContext context) {
    return context.actor().id().equals(whose)
        ? Authority.signatory(context)
        : Authority.person(context, MANAGING);
  }
}
