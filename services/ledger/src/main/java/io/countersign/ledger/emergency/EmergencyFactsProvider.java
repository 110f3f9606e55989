package io.countersign.ledger.emergency;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.emergency.EmergencyFacts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The source of {@link EmergencyFacts}. */
public final class EmergencyFactsProvider implements FactsProvider<EmergencyFacts> {
  private static final String OPEN =
      """
      select e.* from emergency e join incident_fact i on i.incident = e.incident and i.open
      where e.incident = ? and e.until > ? and e.closed_at is null
        and not exists (select from emergency_review v where v.subject = e.subject)
        and e.bundle = (select digest from policy_bundle where number is not null
                        order by number desc limit 1)
      order by e.opened_at desc, e.subject limit 1\
      """;

  private record Tables(SqlConnection sql) implements EmergencyFacts {
    @Override
    public Optional<OpenBreakGlass> open(IncidentId incident, Instant at) {
      return sql.first(OPEN, EmergencyFactsProvider::row, incident, at);
    }

    @Override
    public List<String> overdue(Instant at) {
      return sql.list(
          "select subject from emergency where review_by <= ? and reviewed_at is null"
              + " order by review_by, subject",
          row -> row.text("subject"),
          at);
    }

    @Override
    public Set<PrincipalId> approvers(BreakGlassId breakGlass) {
      return Set.copyOf(
          sql.list(
              "select distinct approver from emergency_use where subject = ?",
              row -> new PrincipalId(row.text("approver")),
              breakGlass));
    }
  }

  @Override
  public Class<EmergencyFacts> kind() {
    return EmergencyFacts.class;
  }

  @Override
  public EmergencyFacts at(SqlConnection sql) {
    return facts(sql);
  }

  static EmergencyFacts facts(SqlConnection sql) {
    return new Tables(sql);
  }

  private static EmergencyFacts.OpenBreakGlass row(SqlRow row) {
    return new EmergencyFacts.OpenBreakGlass(
        new BreakGlassId(row.text("subject")),
        new PrincipalId(row.text("opener")),
        row.texts("standing").stream().map(PrincipalId::new).collect(Collectors.toSet()),
        new HashSet<>(row.texts("actions")),
        DomainJson.read(row.text("terms"), BreakGlassTerms.class),
        row.instant("until"));
  }
}
