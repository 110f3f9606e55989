package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialOrigin;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The source of {@link AccessFacts}: what {@link AccessFactWriter} wrote. */
public final class AccessFactsProvider implements FactsProvider<AccessFacts> {
  private record Tables(SqlConnection sql) implements AccessFacts {
    @Override
    public Optional<Principal> principal(PrincipalId id) {
      return Principals.find(id, sql);
    }

    @Override
    public List<Principal> principals(Collection<PrincipalId> ids) {
      return Principals.these(ids, sql);
    }

    @Override
    public Map<PrincipalId, CredentialOrigin> credentials(Collection<PrincipalId> ids) {
      return Principals.credentials(ids, sql);
    }

    @Override
    public boolean hasToken(PrincipalId machine) {
      return sql.exists(
          "select from token_fact where principal = ? and not revoked", machine.value());
    }

    @Override
    public CredentialOrigin credential(PrincipalId id) {
      return Principals.credential(id, sql);
    }

    @Override
    public List<PrincipalId> othersWith(Role role, PrincipalId except) {
      return sql.list(
          """
          select p.principal from role_fact r join principal_fact p on p.principal = r.principal
              where p.active and p.kind = 'PERSON' and p.credential_state = 'OWN'
                and r.role = ? and p.principal <> ?
              order by p.principal\
          """,
          row -> new PrincipalId(row.text("principal")),
          role.name(),
          except);
    }

    @Override
    public List<Principal> holders(Set<Role> anyOf) {
      return Principals.holders(anyOf, sql);
    }

    @Override
    public boolean bootstrapping() {
      return Confirmations.bootstrapping(sql);
    }

    @Override
    public Set<PrincipalId> firstTwo() {
      return Confirmations.firstTwo(sql);
    }

    @Override
    public Optional<Consent> consent(ConfirmationId confirmation) {
      return Confirmations.consent(confirmation, sql);
    }

    @Override
    public List<Halt> halts() {
      return KillSwitch.halts(sql);
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
