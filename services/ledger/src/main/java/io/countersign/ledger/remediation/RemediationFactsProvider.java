package io.countersign.ledger.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The source of {@link RemediationFacts}: what {@link RemediationFactWriter} wrote. */
public final class RemediationFactsProvider implements FactsProvider<RemediationFacts> {
  private static final String HOLDERS =
      """
      select remediation, exists (
        select from remediation_outcome o where o.remediation = l.remediation) as ended
      from target_lease l where target = ?
      union select remediation, true from target_contradiction where target = ?
      order by remediation\
      """;

  /**
   * Told by the release's reference or by what it put into service; by whichever feed. Whoever held
   * the address counts until it has been taken from them for long enough when a change is told: one
   * administrator, who may take it, can't by that make an approver of who made the change.
   */
  private static final String CHANGE_AUTHORS =
      """
      with held as materialized (
        select i.principal, i.removed_at, convert_from(b.content, 'UTF8') as address
        from identity_fact i join blob b on b.digest = i.address_digest
        where b.content is not null
      )
      select distinct i.principal
      from blamed_change_fact b
        join change_author_fact c on c.reference = b.reference
          or (c.entity = b.entity and c.to_version = b.to_version)
        join blob a on a.digest = c.actor_digest
        join held i on i.address in (
          lower(trim(convert_from(a.content, 'UTF8'))),
          lower(c.feed || ':' || trim(convert_from(a.content, 'UTF8'))))
      where b.incident = ? and b.diagnosis = ?
        and (i.removed_at is null or c.told_at is null
          or c.told_at < i.removed_at + interval '30 days')\
      """;

  /** By no row at all it isn't known whose word it is; by an empty one it's nobody's. */
  private static final String RUNBOOK_AUTHORS =
      "select authors from runbook_origin where content = ?";

  private record Tables(SqlConnection sql) implements RemediationFacts {
    @Override
    public List<Holder> holders(EntityId target) {
      return sql.list(
          HOLDERS,
          row -> new Holder(new RemediationId(row.text("remediation")), row.flag("ended")),
          target,
          target);
    }

    @Override
    public Optional<Instant> shown(RemediationId remediation, PrincipalId to, Digest plan) {
      return sql.first(
          "select shown_at from plan_shown where remediation = ? and principal = ? and plan_digest"
              + " = ?",
          row -> row.instant("shown_at"),
          remediation,
          to,
          plan);
    }

    @Override
    public Set<PrincipalId> changeAuthors(IncidentId incident, int diagnosis) {
      return Set.copyOf(
          sql.list(
              CHANGE_AUTHORS, row -> new PrincipalId(row.text("principal")), incident, diagnosis));
    }

    @Override
    public Optional<Set<PrincipalId>> runbookAuthors(Digest runbook) {
      var origins = sql.list(RUNBOOK_AUTHORS, row -> row.texts("authors"), runbook);
      return origins.isEmpty()
          ? Optional.empty()
          : Optional.of(
              origins.stream()
                  .flatMap(List::stream)
                  .map(PrincipalId::new)
                  .collect(Collectors.toUnmodifiableSet()));
    }
  }

  @Override
  public Class<RemediationFacts> kind() {
    return RemediationFacts.class;
  }

  @Override
  public RemediationFacts at(SqlConnection sql) {
    return new Tables(sql);
  }
}
