package io.countersign.ledger.access.delegation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The delegations, for eyes: those that weren't ended, and those of any time. */
public final class Delegations {
  private final Transactions transactions;

  public Delegations(Transactions transactions) {
    this.transactions = transactions;
  }

  /** In effect at an instant, given by somebody or to them. */
  public List<Delegation> of(PrincipalId person, Instant at) {
    return transactions.call(
        sql ->
            Stream.concat(
                    where("delegator", person, sql).stream(),
                    where("delegate", person, sql).stream())
                .filter(it -> it.isInEffect(at))
                .toList());
  }

  /** In effect at an instant, given to somebody. */
  public List<Delegation> to(PrincipalId person, Instant at) {
    return transactions.call(
        sql -> where("delegate", person, sql).stream().filter(it -> it.isInEffect(at)).toList());
  }

  /** All that were in effect at a time, in the order in which they were given. */
  public List<Delegation> inEffect(Instant at) {
    return transactions.call(
        sql ->
            sql.list(
                "select * from delegation_fact where given_at <= ? and until > ?"
                    + " and (ended_at is null or ended_at > ?) order by given_at, delegation",
                Delegations::row,
                at,
                at,
                at));
  }

  /** Those that nobody ended, within a transaction. */
  static List<Delegation> where(String column, PrincipalId is, SqlConnection sql) {
    return sql.list(
        "select * from delegation_fact where ended_at is null and "
            + column
            + " = ? order by given_at, delegation",
        Delegations::row,
        is);
  }

  /** Those that nobody ended, by or to any of these, within a transaction. */
  static List<Delegation> among(Collection<PrincipalId> persons, SqlConnection sql) {
    var ids = persons.stream().map(PrincipalId::value).toArray(String[]::new);
    return sql.list(
        "select * from delegation_fact where ended_at is null"
            + " and (delegator = any(?) or delegate = any(?)) order by given_at, delegation",
        Delegations::row,
        ids,
        ids);
  }

  private static Delegation row(SqlRow row) {
    return new Delegation(
        new DelegationId(row.text("delegation")),
        new PrincipalId(row.text("delegator")),
        new PrincipalId(row.text("delegate")),
        new Scope(
            row.textOrNull("team"),
            row.textOrNull("environment"),
            row.textOrNull("service"),
            row.textOrNull("action_class")),
        row.instant("until"),
        row.flag("absent"));
  }
}
