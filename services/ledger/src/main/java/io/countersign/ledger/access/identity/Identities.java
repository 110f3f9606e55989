package io.countersign.ledger.access.identity;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.identity.IdentityId;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;

/** The addresses of persons in other systems, for eyes. */
public final class Identities {
  /**
   * One person's address.
   *
   * @param address empty once erased
   */
  public record Row(IdentityId identity, String address, PrincipalId addedBy, Instant addedAt) {}

  private static final String OF =
      """
      select i.identity, a.address, i.added_by, i.added_at from identity_fact i
        left join identity_address a on a.identity = i.identity
      where i.principal = ? and i.removed_at is null order by i.added_at, i.identity\
      """;

  private final Transactions transactions;

  public Identities(Transactions transactions) {
    this.transactions = transactions;
  }

  /** In the order in which they were added. */
  public List<Row> of(PrincipalId person) {
    return transactions.call(sql -> sql.list(OF, Identities::row, person));
  }

  private static Row row(SqlRow row) {
    var address = row.textOrNull("address");
    return new Row(
        new IdentityId(row.text("identity")),
        address == null ? "" : address,
        new PrincipalId(row.text("added_by")),
        row.instant("added_at"));
  }
}
