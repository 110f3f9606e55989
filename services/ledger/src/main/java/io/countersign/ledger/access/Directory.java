package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.util.List;
import java.util.Optional;

/**
 * The directory of persons behind principals: login, name, password. It lies outside of the record,
 * so that it can be changed and erased; events know the pseudonymous id only.
 */
public final class Directory {
  /**
   * One person.
   *
   * @param login what is typed, lower-case
   * @param password Argon2id in its own encoding, never the password; empty for who has none yet
   * @param credential its public id; empty for one from before they had any
   */
  public record Entry(
      PrincipalId principal, String login, String displayName, String password, String credential) {
    /** Without the hash. */
    @Override
    public String toString() {
      return "Entry[" + principal + "]";
    }
  }

  private static final String SELECT =
      "select principal, login, display_name, password, credential from directory";

  private final Transactions transactions;

  public Directory(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * @return false when the login or the principal is there already; nothing is changed then
   */
  public boolean add(String login, String displayName, PrincipalId principal, String argon2) {
    try {
      return transactions.call(
          sql ->
              sql.execute(
                      "insert into directory (principal, login, display_name, password)"
                          + " values (?, ?, ?, ?)",
                      principal.value(),
                      login,
                      displayName,
                      argon2)
                  == 1);
    } catch (SqlFailureException e) {
      if (SqlFailureException.isDuplicateKey(e)) {
        return false;
      }
      throw e;
    }
  }

  public Optional<Entry> byLogin(String login) {
    return select(SELECT + " where login = ?", login).stream().findFirst();
  }

  public Optional<Entry> byId(PrincipalId principal) {
    return select(SELECT + " where principal = ?", principal.value()).stream().findFirst();
  }

  /** By login. */
  public List<Entry> all() {
    return select(SELECT + " order by login");
  }

  /**
   * Keeps a new password's hash; it's the person's once {@code access.password-changed} says so.
   *
   * @param credential the password's public id
   */
  public void stage(String credential, String argon2) {
    transactions.call(
        sql ->
            sql.execute(
                """
                insert into password_staged (credential, argon2) values (?, ?)
                on conflict (credential) do update set argon2 = excluded.argon2\
                """,
                credential,
                argon2));
  }

  /** The person asked to be forgotten; the record stays as it is. */
  public void erase(PrincipalId principal) {
    transactions.call(
        sql -> sql.execute("delete from directory where principal = ?", principal.value()));
  }

  private List<Entry> select(String query, String... values) {
    return transactions.call(sql -> sql.list(query, Directory::entry, (Object[]) values));
  }

  private static Entry entry(SqlRow row) {
    return new Entry(
        new PrincipalId(row.text("principal")),
        row.text("login"),
        row.text("display_name"),
        row.text("password"),
        row.text("credential"));
  }
}
