package io.countersign.domain.testing;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The remediations of {@link KnownFacts}. */
final class KnownRemediations implements RemediationFacts {
  private final Map<EntityId, RemediationId> leases = new HashMap<>();
  private final Set<RemediationId> ended = new HashSet<>();

  private final Map<PrincipalId, Instant> shown = new HashMap<>();
  private final Set<PrincipalId> changeAuthors = new HashSet<>();
  private final Set<PrincipalId> runbookAuthors = new HashSet<>();

  void changedBy(PrincipalId author) {
    changeAuthors.add(author);
  }

  void runbookBy(PrincipalId author) {
    runbookAuthors.add(author);
  }

  void lease(EntityId target, RemediationId holder) {
    leases.put(target, holder);
  }

  void end(RemediationId holder) {
    ended.add(holder);
  }

  @Override
  public List<Holder> holders(EntityId target) {
    return Optional.ofNullable(leases.get(target)).stream()
        .map(it -> new Holder(it, ended.contains(it)))
        .toList();
  }

  void shown(PrincipalId to, Instant at) {
    shown.put(to, at);
  }

  @Override
  public Optional<Instant> shown(RemediationId remediation, PrincipalId to, Digest plan) {
    return Optional.ofNullable(shown.get(to));
  }

  @Override
  public Set<PrincipalId> changeAuthors(IncidentId incident, int diagnosis) {
    return Set.copyOf(changeAuthors);
  }

  @Override
  public Optional<Set<PrincipalId>> runbookAuthors(Digest runbook) {
    return Optional.of(Set.copyOf(runbookAuthors));
  }
}
