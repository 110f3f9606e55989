package io.countersign.ledger.remediation;

import io.countersign.domain.remediation.PublicationFacts.Publication;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.postgres.Transactions;

/** The reader of how far all that remediations may run by is published, for who shows it. */
public final class Publications {
  private final Transactions transactions;
  private final PublicationFactsProvider facts;

  /**
   * @param quorum by which heads count for this server, in words
   */
  public Publications(Transactions transactions, String quorum) {
    this.transactions = transactions;
    facts = new PublicationFactsProvider(quorum);
  }

  public Publication of(RemediationId remediation) {
    return transactions.call(sql -> facts.at(sql).of(remediation));
  }
}
