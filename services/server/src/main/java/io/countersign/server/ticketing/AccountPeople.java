package io.countersign.server.ticketing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Surface;
import io.countersign.domain.access.link.LinkCode;
import io.countersign.server.access.link.AccountLinking;
import io.countersign.server.ticketing.act.LinkedPeople;
import io.countersign.server.ticketing.act.TicketAccounts;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The persons behind the accounts of a ticket system, by the accounts that people linked
 * themselves, each on its site.
 */
final class AccountPeople implements LinkedPeople {
  /** As it's shown: words of people's are hardly ever like that. */
  private static final Pattern CODE =
      Pattern.compile("(?<![\\w-])[A-HJ-NP-Z2-9]{4}(?:-[A-HJ-NP-Z2-9]{4}){2}(?![\\w-])");

  /** Each is looked up: a comment may be made of nothing else. */
  private static final int MOST_CODES = 3;

  private final TicketAccounts accounts;
  private final AccountLinking linking;

  AccountPeople(TicketAccounts accounts, AccountLinking linking) {
    this.accounts = accounts;
    this.linking = linking;
  }

  @Override
  public Optional<PrincipalId> personOf(String system, String account) {
    return accounts.personOf(system, account);
  }

  @Override
  public Optional<String> accountOf(PrincipalId person, String system) {
    return accounts.accountOf(person, system);
  }

  /** Everybody who sees the ticket can copy a code: it proves nothing yet. */
  @Override
  public String propose(String system, String account, String text, String shownIn) {
    if (!isId(system, account)) {
      return text;
    }
    var left = new AtomicInteger(MOST_CODES);
    return CODE.matcher(text)
        .replaceAll(
            it ->
                left.getAndDecrement() > 0
                    ? quoted(system, account, it.group(), shownIn)
                    : it.group())
        .strip();
  }

  private String quoted(String system, String account, String code, String shownIn) {
    var who = accounts.account(system, account);
    return linking.propose(Surface.TICKET, who, new LinkCode(code), shownIn) ? "" : code;
  }

  private boolean isId(String system, String account) {
    try {
      var _ = accounts.account(system, account);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
