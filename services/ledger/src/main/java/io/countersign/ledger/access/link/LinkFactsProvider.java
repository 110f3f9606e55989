package io.countersign.ledger.access.link;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.link.LinkFacts;
import io.countersign.domain.access.link.LinkedAccount;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.Optional;

/** The source of {@link LinkFacts}: what {@link LinkFactWriter} wrote. */
public final class LinkFactsProvider implements FactsProvider<LinkFacts> {
  private record Tables(SqlConnection sql) implements LinkFacts {
    @Override
    public Optional<PrincipalId> personOf(LinkedAccount account) {
      return LinkedAccounts.personOf(account, sql);
    }

    @Override
    public boolean isAnothers(LinkedAccount account, PrincipalId person) {
      return sql.exists(
          "select from linked_account where workspace = ? and account = ? and principal <> ?"
              + " and ended_at is null",
          account.workspace(),
          account.account(),
          person);
    }

    @Override
    public boolean hasAccount(PrincipalId person, String system, String workspace) {
      return sql.exists(
          "select from linked_account where principal = ? and system = ? and workspace = ?"
              + " and ended_at is null",
          person,
          system,
          workspace);
    }

    @Override
    public int openOffers(PrincipalId person, Instant at) {
      return sql.list(
              "select link from link_offer where principal = ? and open and expires_at > ?",
              row -> row.text("link"),
              person,
              at)
          .size();
    }
  }

  @Override
  public Class<LinkFacts> kind() {
    return LinkFacts.class;
  }

  @Override
  public LinkFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
