package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GroupId;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Principals with all that they hold, by one statement however many they are: the gate asks for
 * them at each of its passes.
 */
final class PrincipalRows {
  /** A row for each of a principal's grants, one at least. */
  private static final String SELECT =
      """
      select p.principal, p.kind, p.active, held.*,
        array(select m.group_id from group_member m
          where m.principal = p.principal and m.removed_at is null) as groups
      from principal_fact p left join lateral (
        select g.* from grant_fact g where g.holder = p.principal and g.revoked_at is null
        union all
        select g.* from group_member m join grant_fact g on g.holder = m.group_id
        where m.principal = p.principal and m.removed_at is null and g.revoked_at is null
      ) held on true %s order by p.principal\
      """;

  private PrincipalRows() {}

  /**
   * @param where about {@code p}, or empty
   */
  static List<Principal> list(String where, SqlConnection sql, @Nullable Object... values) {
    var found = new LinkedHashMap<PrincipalId, Held>();
    for (var held : sql.list(SELECT.formatted(where), PrincipalRows::held, values)) {
      found.merge(held.id, held, Held::and);
    }
    return found.values().stream().map(Held::principal).toList();
  }

  private record Held(
      PrincipalId id, PrincipalKind kind, boolean active, Set<String> groups, Set<Grant> grants) {
    Held and(Held other) {
      grants.addAll(other.grants);
      return this;
    }

    Principal principal() {
      return new Principal(id, kind, grants, groups, active);
    }
  }

  private static Held held(SqlRow row) {
    var grants = new HashSet<Grant>();
    if (row.textOrNull("grant_id") != null) {
      grants.add(GrantTable.grant(row));
    }
    return new Held(
        new PrincipalId(row.text("principal")),
        row.constant("kind", PrincipalKind.class),
        row.flag("active"),
        row.texts("groups").stream().map(it -> new GroupId(it).name()).collect(Collectors.toSet()),
        grants);
  }
}
