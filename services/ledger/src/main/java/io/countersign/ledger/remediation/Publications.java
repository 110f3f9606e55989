package io.countersign.ledger.remediation;

import io.countersign.domain.remediation.PublicationFacts.Publication;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.postgres.Transactions;

/** How far what remediations may run by is under heads that others can prove, for who shows it. */
public final class Publications {
  private final Transactions transactions;
  private final PublicationFactsProvider facts = new PublicationFactsProvider();

  public Publications(Transactions transactions) {
    this.transactions = transactions;
  }

  public Publication of(RemediationId remediation) {
    return transactions.call(sql -> facts.at(sql).of(remediation));
  }
}
