package io.countersign.ledger.access;

import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.ledger.postgres.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who there is and what each may do, as the facts say. */
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

  public Optional<Facts.Principal> find(PrincipalId id) {
    return transactions.call(connection -> find(id, connection));
  }

  public List<Facts.Principal> all() {
    return transactions.call(
        connection -> {
          try (var select = connection.prepareStatement(SELECT + " order by principal");
              var rows = select.executeQuery()) {
            var all = new ArrayList<Facts.Principal>();
            while (rows.next()) {
              all.add(principal(rows));
            }
            return all;
          }
        });
  }

  /** Within a transaction. */
  public static Optional<Facts.Principal> find(PrincipalId id, Connection connection)
      throws SQLException {
    try (var select = connection.prepareStatement(SELECT + " where principal = ?")) {
      select.setString(1, id.value());
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(principal(row)) : Optional.empty();
      }
    }
  }

  private static Facts.Principal principal(ResultSet row) throws SQLException {
    return new Facts.Principal(
        new PrincipalId(row.getString("principal")),
        PrincipalKind.valueOf(row.getString("kind")),
        roles(row.getArray("roles")),
        row.getBoolean("active"));
  }

  static Set<Role> roles(Array column) throws SQLException {
    var roles = EnumSet.noneOf(Role.class);
    for (var role : (String[]) column.getArray()) {
      roles.add(Role.valueOf(role));
    }
    return roles;
  }
}
