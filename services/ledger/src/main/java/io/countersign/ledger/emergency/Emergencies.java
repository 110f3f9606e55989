package io.countersign.ledger.emergency;

import io.countersign.domain.access.Sight;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.EmergencyFacts.OpenBreakGlass;
import io.countersign.domain.emergency.ReviewEvent;
import io.countersign.ledger.access.SightCondition;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.view.QueryConditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The emergencies and what became of their reviews, for eyes. */
public final class Emergencies {
  /** As many as a list shows. */
  public static final int MOST = 200;

  private static final String ALL =
      """
      select e.*, v.state as incident_state, coalesce(i.open, false) as incident_open,
        array(select remediation from emergency_use u where u.subject = e.subject
              union select remediation from emergency_pass p where p.subject = e.subject
              order by 1) as uses,
        (select count(*) from emergency o where o.opener = e.opener and o.review_by is not null
           and o.opened_at > e.opened_at - interval '30 days' and o.opened_at <= e.opened_at) as lately
      from emergency e
      left join incident_fact i on i.incident = e.incident
      left join view_incident v on v.incident_id = e.incident
      where %s
      order by e.opened_at desc, e.subject limit ?\
      """;

  private static final String IN_SIGHT =
      SightCondition.of("select n.entity from incident_entity n where n.incident = e.incident");

  /** One person's finding. */
  public record Review(String by, boolean justified, String note, Instant at) {}

  /**
   * One emergency.
   *
   * @param subject the id of the break-glass, or of the remediation whose quorum was shortened
   * @param standing who stands for it; empty while it waits for a second person
   * @param actions empty for a shortened quorum
   * @param until null for a shortened quorum
   * @param reviewBy null where no review is owed
   * @param uses ids of the remediations that were approved or carried out by break-glass
   * @param lately how many emergencies the same person began within the 30 days up to it
   * @param incidentOpen whether what it's for is open
   * @param incidentState what became of its incident, as lists show it; null where none shows it
   *     yet
   */
  public record Row(
      String subject,
      String incident,
      String opener,
      List<String> standing,
      String reason,
      List<String> actions,
      Instant openedAt,
      @Nullable Instant until,
      @Nullable Instant closedAt,
      @Nullable Instant reviewBy,
      @Nullable Instant reviewedAt,
      List<String> uses,
      int lately,
      boolean incidentOpen,
      @Nullable String incidentState,
      List<Review> reviews) {
    public Row {
      standing = List.copyOf(standing);
      actions = List.copyOf(actions);
      uses = List.copyOf(uses);
      reviews = List.copyOf(reviews);
    }

    public boolean isOverdue(Instant at) {
      return reviewBy != null && reviewedAt == null && !at.isBefore(reviewBy);
    }
  }

  private final Transactions transactions;

  public Emergencies(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The newest first. */
  public List<Row> list() {
    return list(Sight.EVERYTHING);
  }

  /** Those of incidents that somebody may see. */
  public List<Row> list(Sight sight) {
    var where = inSight(sight);
    return transactions.call(
        sql -> sql.list(ALL.formatted(where.sql()), row -> row(row, sql), where.values(MOST)));
  }

  /** Whether there is one of that id that somebody may see. */
  public boolean exists(String subject, Sight sight) {
    var where = inSight(sight).and("e.subject = ?", subject);
    return transactions
        .call(
            sql ->
                sql.first(
                    "select e.subject from emergency e where " + where.sql(),
                    row -> row.text("subject"),
                    where.values()))
        .isPresent();
  }

  private static QueryConditions inSight(Sight sight) {
    return new QueryConditions().and(IN_SIGHT, SightCondition.value(sight));
  }

  /** Those whose review is overdue, as events to be told of. */
  public List<ReviewEvent.Overdue> overdue(Instant at) {
    return transactions.call(
        sql ->
            sql.list(
                "select subject, incident, review_by from emergency where review_by <= ? and"
                    + " reviewed_at is null order by review_by, subject",
                row ->
                    new ReviewEvent.Overdue(
                        row.text("subject"),
                        new IncidentId(row.text("incident")),
                        row.instant("review_by")),
                at));
  }

  /** Break-glass that is open for an incident. */
  public Optional<OpenBreakGlass> open(IncidentId incident, Instant at) {
    return transactions.call(sql -> EmergencyFactsProvider.facts(sql).open(incident, at));
  }

  private static Row row(SqlRow row, SqlConnection sql) {
    var subject = row.text("subject");
    return new Row(
        subject,
        row.text("incident"),
        row.text("opener"),
        row.texts("standing"),
        row.text("reason"),
        row.texts("actions"),
        row.instant("opened_at"),
        row.instantOrNull("until"),
        row.instantOrNull("closed_at"),
        row.instantOrNull("review_by"),
        row.instantOrNull("reviewed_at"),
        row.texts("uses"),
        row.intValue("lately"),
        row.flag("incident_open"),
        row.textOrNull("incident_state"),
        reviews(subject, sql));
  }

  private static List<Review> reviews(String subject, SqlConnection sql) {
    return sql.list(
        "select * from emergency_review where subject = ? order by at, reviewer",
        it ->
            new Review(
                it.text("reviewer"), it.flag("justified"), it.text("note"), it.instant("at")),
        subject);
  }
}
