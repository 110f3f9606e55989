package io.countersign.server.remediation.policy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.Remediation;
import io.countersign.ledger.remediation.Remediations;

/**
 * A plan that policy is asked about.
 *
 * @param remediation its id
 */
record AskedPlan(String remediation, PrincipalId proposer, Plan plan) {
  static AskedPlan of(Remediation.Known state) {
    var dossier = state.dossier();
    return new AskedPlan(dossier.remediation().value(), dossier.proposer(), dossier.plan());
  }

  static AskedPlan of(Remediations.Row row) {
    return new AskedPlan(row.id(), new PrincipalId(row.proposer()), row.plan());
  }
}
