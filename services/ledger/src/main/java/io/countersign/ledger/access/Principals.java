package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.CredentialOrigin;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.grant.TakenGrants;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All principals and what each may do, as the facts say. */
public final class Principals {
  private static final String HOLDERS =
      """
      where p.active and p.kind = 'PERSON' and exists (
        select from grant_fact g
        where g.revoked_at is null and g.role = any(?)
          and (g.holder = p.principal or g.holder in (
            select m.group_id from group_member m
            where m.principal = p.principal and m.removed_at is null)))\
      """;

  private static final String CREDENTIAL = "principal, credential_state, credential_by";

  private static final String CHAINS =
      """
      with recursive chain as (
        select principal, credential_state, credential_by from principal_fact
        where principal = any(?)
        union
        select p.principal, p.credential_state, p.credential_by
        from chain c join principal_fact p on p.principal = c.credential_by
      )
      select * from chain\
      """;

  private final Transactions transactions;

  public Principals(Transactions transactions) {
    this.transactions = transactions;
  }

  public Optional<AccessFacts.Principal> find(PrincipalId id) {
    return transactions.call(sql -> find(id, sql));
  }

  public List<AccessFacts.Principal> all() {
    return transactions.call(Principals::all);
  }

  /** Within a transaction. */
  public static List<AccessFacts.Principal> all(SqlConnection sql) {
    return PrincipalRows.list("", sql);
  }

  /** Those of these that there are. */
  static List<AccessFacts.Principal> these(Collection<PrincipalId> ids, SqlConnection sql) {
    return PrincipalRows.list("where p.principal = any(?)", sql, ids(ids));
  }

  private static Object ids(Collection<PrincipalId> ids) {
    return ids.stream().map(PrincipalId::value).toArray(String[]::new);
  }

  /** Enabled persons with one of these roles, their own or a group's, sorted by id. */
  public List<AccessFacts.Principal> holders(Set<Role> anyOf) {
    return transactions.call(sql -> holders(anyOf, sql));
  }

  /** The same within a transaction. */
  static List<AccessFacts.Principal> holders(Set<Role> anyOf, SqlConnection sql) {
    return PrincipalRows.list(
        HOLDERS, sql, (Object) anyOf.stream().map(Role::name).toArray(String[]::new));
  }

  /** When whoever can start the server was last let in as an administrator. */
  public Optional<Instant> recovered() {
    return transactions.call(
        sql ->
            sql.first(
                "select at from administrator_recovery order by at desc limit 1",
                row -> row.instant("at")));
  }

  /** How the password in force of each came about. */
  public Map<PrincipalId, CredentialOrigin> credentials() {
    return transactions.call(
        sql -> credentials("select " + CREDENTIAL + " from principal_fact", sql));
  }

  /** Of these, of who chose theirs, and so on. */
  static Map<PrincipalId, CredentialOrigin> credentials(
      Collection<PrincipalId> ids, SqlConnection sql) {
    return credentials(CHAINS, sql, ids(ids));
  }

  private static Map<PrincipalId, CredentialOrigin> credentials(
      String query, SqlConnection sql, Object... values) {
    return sql
        .list(query, row -> Map.entry(new PrincipalId(row.text("principal")), origin(row)), values)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether somebody else is left who decides, if these roles are taken from a principal. */
  public boolean takenByOne(Set<Role> taken, PrincipalId from) {
    return transactions.call(
        sql -> CredentialRules.takenByOne(taken, from, new AccessFactsProvider().at(sql)));
  }

  /** Whether one person may end these grants of those. */
  public boolean endedByOne(Collection<PrincipalId> holders, Set<GrantId> ended, Instant at) {
    return transactions.call(
        sql -> TakenGrants.byOne(holders, ended, new AccessFactsProvider().at(sql), at));
  }

  /** Whether one person may end all that a principal holds. */
  public boolean endsByOne(PrincipalId who, Instant at) {
    return transactions.call(sql -> TakenGrants.byOne(who, new AccessFactsProvider().at(sql), at));
  }

  /** Whether something can be confirmed once somebody was let in as this administrator. */
  public boolean leadsOut(PrincipalId letIn) {
    return transactions.call(
        sql -> CredentialRules.leadsOut(letIn, new AccessFactsProvider().at(sql)));
  }

  public CredentialOrigin credential(PrincipalId id) {
    return transactions.call(sql -> credential(id, sql));
  }

  static CredentialOrigin credential(PrincipalId id, SqlConnection sql) {
    return sql.first(
            "select credential_state, credential_by from principal_fact where principal = ?",
            Principals::origin,
            id)
        .orElse(CredentialOrigin.ASSURED);
  }

  private static CredentialOrigin origin(SqlRow row) {
    var by = row.textOrNull("credential_by");
    return new CredentialOrigin(
        row.constant("credential_state", CredentialOrigin.State.class),
        by == null ? null : new PrincipalId(by));
  }

  /** Within a transaction. */
  public static Optional<AccessFacts.Principal> find(PrincipalId id, SqlConnection sql) {
    return PrincipalRows.list("where p.principal = ?", sql, id).stream().findFirst();
  }

  static Set<Role> roles(SqlRow row) {
    var roles = EnumSet.noneOf(Role.class);
    row.texts("roles").forEach(role -> roles.add(Role.valueOf(role)));
    return roles;
  }
}
