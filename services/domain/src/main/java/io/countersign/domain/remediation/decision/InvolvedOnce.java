package io.countersign.domain.remediation.decision;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts about who had a hand in a plan, which are the same whoever is asked about. */
record InvolvedOnce(
    RemediationFacts record,
    Map<String, Set<PrincipalId>> changes,
    Map<Digest, Optional<Set<PrincipalId>>> runbooks)
    implements RemediationFacts {
  InvolvedOnce(RemediationFacts record) {
    this(record, new HashMap<>(), new HashMap<>());
  }

  @Override
  public Set<PrincipalId> changeAuthors(IncidentId incident, int diagnosis) {
    return changes.computeIfAbsent(
        incident.value() + ' ' + diagnosis, _ -> record.changeAuthors(incident, diagnosis));
  }

  @Override
  public Optional<Set<PrincipalId>> runbookAuthors(Digest runbook) {
    return runbooks.computeIfAbsent(runbook, record::runbookAuthors);
  }

  @Override
  public List<Holder> holders(EntityId target) {
    return record.holders(target);
  }

  @Override
  public Optional<Instant> shown(RemediationId remediation, PrincipalId to, Digest plan) {
    return record.shown(remediation, to, plan);
  }
}
