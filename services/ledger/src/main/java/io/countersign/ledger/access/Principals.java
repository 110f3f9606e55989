package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All principals and what each may do, as the facts say. */
public final class Principals {
  private static final String SELECT =
      """
      select principal, kind, active,
        array(select role from role_fact r where r.principal = p.principal) as roles
      from principal_fact p\
      """;

  private final Transactions transactions;

  public Principals(Transactions transactions) {
    this.transactions = transactions;
  }

  public Optional<AccessFacts.Principal> find(PrincipalId id) {
    return transactions.call(sql -> find(id, sql));
  }

  public List<AccessFacts.Principal> all() {
    return transactions.call(sql -> sql.list(SELECT + " order by principal", Principals::row));
  }

  /** Within a transaction. */
  public static Optional<AccessFacts.Principal> find(PrincipalId id, SqlConnection sql) {
    return sql.first(SELECT + " where principal = ?", Principals::row, id);
  }

  private static AccessFacts.Principal row(SqlRow row) {
    return new AccessFacts.Principal(
        new PrincipalId(row.text("principal")),
        row.constant("kind", PrincipalKind.class),
        roles(row),
        row.flag("active"));
  }

  static Set<Role> roles(SqlRow row) {
    var roles = EnumSet.noneOf(Role.class);
    row.texts("roles").forEach(role -> roles.add(Role.valueOf(role)));
    return roles;
  }
}
