package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Optional;

/** The source of {@link AccessFacts}: what {@link AccessFactWriter} wrote. */
public final class AccessFactsProvider implements FactsProvider<AccessFacts> {
  private record Tables(SqlConnection sql) implements AccessFacts {
    @Override
    public Optional<Principal> principal(PrincipalId id) {
      return Principals.find(id, sql);
    }

    @Override
    public int administrators() {
      return sql.list(
              """
              select 1 from role_fact r join principal_fact p on p.principal = r.principal
              where p.active and p.kind = 'PERSON' and r.role = 'ADMINISTRATOR'\
              """,
              _ -> 1)
          .size();
    }

    @Override
    public boolean bootstrapping() {
      return Confirmations.bootstrapping(sql);
    }

    @Override
    public Optional<Consent> consent(ConfirmationId confirmation) {
      return Confirmations.consent(confirmation, sql);
    }

    @Override
    public boolean executionHalted() {
      return sql.exists("select from kill_switch where halted");
    }
  }

  @Override
  public Class<AccessFacts> kind() {
    return AccessFacts.class;
  }

  @Override
  public AccessFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
