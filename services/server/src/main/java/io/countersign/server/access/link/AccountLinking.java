package io.countersign.server.access.link;

import io.countersign.domain.Actor;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.link.LinkCode;
import io.countersign.domain.access.link.LinkCommand.OfferLink;
import io.countersign.domain.access.link.LinkCommand.ProposeAccount;
import io.countersign.domain.access.link.LinkCommand.RedeemLink;
import io.countersign.domain.access.link.LinkDecider;
import io.countersign.domain.access.link.LinkId;
import io.countersign.domain.access.link.LinkedAccount;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
import io.countersign.server.web.problem.RefusedException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The linking of accounts: a code is shown to a person, and comes back from within the account. */
@Component
public final class AccountLinking {
  /**
   * A code, which is kept nowhere: it's shown once.
   *
   * @param expiresAt it's void from then on
   */
  record Offer(LinkId link, LinkCode code, Instant expiresAt, long position) {}

  /** The outcome of showing a code from within an account. */
  public sealed interface Redeemed {
    /** The account is this person's. */
    record Linked(PrincipalId principal) implements Redeemed {}

    /** It isn't; nothing was changed, and it's on record. */
    record Refused(RefusalCode code, String why) implements Redeemed {}
  }

  private final SecureRandom random = new SecureRandom();
  private final LinkedAccounts accounts;
  private final CommandSender commands;
  private final CoalescedRefusals refusals;
  private final WrongCodes wrong;

  /** Of those who write comments: whoever fills these keeps nobody from a chat. */
  private final WrongCodes wrongShown;

  private final InstantSource clock;

  AccountLinking(
      LinkedAccounts accounts,
      CommandSender commands,
      CoalescedRefusals refusals,
      InstantSource clock) {
    this.accounts = accounts;
    this.commands = commands;
    this.refusals = refusals;
    this.clock = clock;
    this.wrong = new WrongCodes(clock);
    this.wrongShown = new WrongCodes(clock);
  }

  /**
   * A code for the one who asks.
   *
   * @throws RefusedException when the decider says no
   */
  Offer offer(String system, Origin origin) {
    var code = newCode();
    var link = LinkId.of(origin.request());
    var written = commands.send(new OfferLink(link, system, code.digest()), origin.context(null));
    if (written.outcome().equals("unchanged")) {
      throw new RefusedException(
          RefusalCode.LINK_CODE_USED, "This request was answered already, and its code shown.");
    }
    return new Offer(link, code, origin.at().plus(LinkDecider.LIFETIME), written.position());
  }

  /**
   * The account from within which a code was shown becomes the person's to whom it was shown. It
   * may wait for the record for as long as any command.
   *
   * @param system the configured name of the connection
   * @param workspace within which the account's id is unique
   * @param typed as it was typed
   * @throws RefusedException with {@code UNAVAILABLE} when it can't be recorded now
   */
  public Redeemed redeem(
      Surface via, String system, String workspace, String account, String typed) {
    var who = new LinkedAccount(system, workspace, account);
    if (wrong.tooMany(who)) {
      return refused(via, who, RefusalCode.TOO_MANY_REQUESTS);
    }
    var code = parsed(typed);
    var link = code.flatMap(it -> accounts.offered(it.digest()));
    if (code.isEmpty() || link.isEmpty()) {
      wrong.count(who);
      return refused(via, who, RefusalCode.LINK_CODE_WRONG);
    }
    return redeem(via, link.get(), who, code.get());
  }

  /**
   * An account showed a code where others can read it: whose code it is has to say whether it's
   * theirs.
   *
   * @param shownIn where, as an address, 1 to 2,000 characters
   * @return whether it's a code that was offered; what became of it is on record. After some that
   *     weren't, an account's are looked at no more for a while
   * @throws RefusedException with {@code UNAVAILABLE} when it can't be recorded now
   */
  public boolean propose(Surface via, LinkedAccount account, LinkCode code, String shownIn) {
    if (wrongShown.tooMany(account)) {
      return false;
    }
    var link = accounts.offered(code.digest());
    if (link.isEmpty()) {
      wrongShown.count(account);
      return false;
    }
    try {
      var _ =
          commands.send(
              new ProposeAccount(link.get(), account, code.digest(), shownIn),
              SystemOrigin.context(clock.instant(), via));
    } catch (RefusedException e) {
      if (e.code() == RefusalCode.UNAVAILABLE) {
        throw e;
      }
    }
    return true;
  }

  private Redeemed redeem(Surface via, LinkId link, LinkedAccount account, LinkCode code) {
    try {
      var _ =
          commands.send(
              new RedeemLink(link, account, code.digest()),
              SystemOrigin.context(clock.instant(), via));
    } catch (RefusedException e) {
      if (e.code() == RefusalCode.UNAVAILABLE) {
        throw e;
      }
      return new Redeemed.Refused(e.code(), e.detail());
    }
    return accounts
        .personOf(account.system(), account.workspace(), account.account())
        .<Redeemed>map(Redeemed.Linked::new)
        .orElseGet(() -> refused(via, account, RefusalCode.LINK_CODE_USED));
  }

  /** What no link keeps, since none was found. */
  private Redeemed refused(Surface via, LinkedAccount account, RefusalCode code) {
    var nobody = AccessEvent.ANONYMOUS;
    var command = "link an account of " + account.system() + " by " + via;
    refusals.record(nobody, code, nobody, Actor.SYSTEM, command);
    return new Redeemed.Refused(code, code.meaning());
  }

  private static Optional<LinkCode> parsed(String typed) {
    try {
      return Optional.of(new LinkCode(typed));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private LinkCode newCode() {
    var letters = new StringBuilder();
    for (int i = 0; i < LinkCode.LENGTH; i++) {
      letters.append(LinkCode.ALPHABET.charAt(random.nextInt(LinkCode.ALPHABET.length())));
    }
    return new LinkCode(letters.toString());
  }
}
