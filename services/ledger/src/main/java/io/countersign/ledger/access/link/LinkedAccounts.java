package io.countersign.ledger.access.link;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.link.LinkId;
import io.countersign.domain.access.link.LinkedAccount;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The accounts of other systems that belong to persons. It says whose an account is, not whether
 * they may do anything: somebody who was disabled has their accounts still, and every decider
 * refuses them.
 */
public final class LinkedAccounts {
  /** A link in force. */
  public record Row(LinkId link, PrincipalId principal, LinkedAccount account, Instant linkedAt) {}

  private static final String COLUMNS =
      "select link, principal, system, workspace, account, linked_at from linked_account"
          + " where ended_at is null";

  private final Transactions transactions;

  public LinkedAccounts(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Whose an account is.
   *
   * @param system the configured name of the connection
   * @param workspace within which the account's id is unique
   * @return empty where it's nobody's, and for what can't be an account's ids
   */
  public Optional<PrincipalId> personOf(String system, String workspace, String account) {
    return account(system, workspace, account)
        .flatMap(it -> transactions.call(sql -> personOf(it, sql)));
  }

  /** The account that a person was first to link of a system's; the one to write to them at. */
  public Optional<LinkedAccount> accountOf(PrincipalId person, String system) {
    return transactions.call(
        sql ->
            sql.first(
                COLUMNS + " and principal = ? and system = ? order by linked_at, link",
                row -> row(row).account(),
                person,
                system));
  }

  /** The same of one site: what was linked while the connection was to another is another's. */
  public Optional<LinkedAccount> accountOf(PrincipalId person, String system, String workspace) {
    return transactions.call(
        sql ->
            sql.first(
                COLUMNS + " and principal = ? and system = ? and workspace = ?",
                row -> row(row).account(),
                person,
                system,
                workspace));
  }

  /** Those of a person, in the order in which they were linked. */
  public List<Row> of(PrincipalId person) {
    return transactions.call(
        sql ->
            sql.list(
                COLUMNS + " and principal = ? order by linked_at, link",
                LinkedAccounts::row,
                person));
  }

  /** How many accounts of a system are linked. */
  public int count(String system) {
    return transactions.call(
        sql -> sql.list(COLUMNS + " and system = ?", LinkedAccounts::row, system).size());
  }

  /** The link for which a code was shown, also one that was used or has expired. */
  public Optional<LinkId> offered(Digest code) {
    return transactions.call(
        sql ->
            sql.first(
                "select link from link_offer where code_digest = ?",
                row -> new LinkId(row.text("link")),
                code));
  }

  /**
   * An account that showed a person's code where others could read it.
   *
   * @param shownIn where, as an address
   * @param contested whether another one showed it, too: then neither can be confirmed
   */
  public record Proposal(
      LinkId link, LinkedAccount account, String shownIn, Instant shownAt, boolean contested) {}

  /** Those that wait for the person's word, the earliest first. */
  public List<Proposal> proposed(PrincipalId person, Instant now) {
    return transactions.call(
        sql ->
            sql.list(
                """
                select link, system, workspace, account, shown_in, shown_at,
                       count(*) over (partition by link) > 1 as contested
                from link_proposal join link_offer using (link)
                where principal = ? and open and expires_at > ?
                order by shown_at, account\
                """,
                row ->
                    new Proposal(
                        new LinkId(row.text("link")),
                        new LinkedAccount(
                            row.text("system"), row.text("workspace"), row.text("account")),
                        row.text("shown_in"),
                        row.instant("shown_at"),
                        row.flag("contested")),
                person,
                now));
  }

  static Optional<PrincipalId> personOf(LinkedAccount account, SqlConnection sql) {
    return sql.first(
        "select principal from linked_account"
            + " where system = ? and workspace = ? and account = ? and ended_at is null",
        row -> new PrincipalId(row.text("principal")),
        account.system(),
        account.workspace(),
        account.account());
  }

  private static Optional<LinkedAccount> account(String system, String workspace, String account) {
    try {
      return Optional.of(new LinkedAccount(system, workspace, account));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Row row(SqlRow row) {
    return new Row(
        new LinkId(row.text("link")),
        new PrincipalId(row.text("principal")),
        new LinkedAccount(row.text("system"), row.text("workspace"), row.text("account")),
        row.instant("linked_at"));
  }
}
