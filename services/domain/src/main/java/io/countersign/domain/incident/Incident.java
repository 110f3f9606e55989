package io.countersign.domain.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.incident.IncidentEvent.Acknowledged;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Assigned;
import io.countersign.domain.incident.IncidentEvent.AttemptRefused;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Escalated;
import io.countersign.domain.incident.IncidentEvent.EvidenceGathered;
import io.countersign.domain.incident.IncidentEvent.Merged;
import io.countersign.domain.incident.IncidentEvent.Noted;
import io.countersign.domain.incident.IncidentEvent.Opened;
import io.countersign.domain.incident.IncidentEvent.Recovered;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.incident.IncidentEvent.Resolved;
import io.countersign.domain.incident.IncidentEvent.Reviewed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where one incident stands. */
public sealed interface Incident {
  /** Nothing was ever recorded; there is nothing a refusal could lie on. */
  record NotOpened() implements Incident {}

  /**
   * Somebody, or something, works on it.
   *
   * @param alerts in the order in which they joined; their number is the incident's revision
   * @param unsettledSince when the first alert joined that the last diagnosis hasn't seen; null
   *     when there is none
   * @param lastJoinedAt when the last alert joined
   * @param gathered the revision that evidence was last gathered for; 0 when none since (re)opening
   * @param diagnosed the revision that was last diagnosed; 0 when none since (re)opening
   * @param diagnosis the last one
   * @param escalatedFor number of the diagnosis that it was last escalated for (0 is "before any");
   *     -1 when it never was
   */
  record Open(
      IncidentId id,
      String title,
      List<IncidentAlert> alerts,
      @Nullable Instant unsettledSince,
      Instant lastJoinedAt,
      int gathered,
      int diagnosed,
      @Nullable Diagnosis diagnosis,
      int escalatedFor,
      Set<PrincipalId> acknowledgedBy,
      @Nullable PrincipalId assignee,
      RecentRefusals refusals)
      implements Incident {
    public Open {
      alerts = List.copyOf(alerts);
      acknowledgedBy = Set.copyOf(acknowledgedBy);
    }

    /** The number of its alerts. */
    public int revision() {
      return alerts.size();
    }

    /** The number of the last diagnosis; 0 when there is none. */
    public int diagnosisNumber() {
      return diagnosis == null ? 0 : diagnosis.number();
    }

    public boolean holds(AlertId alert) {
      return alerts.stream().anyMatch(it -> it.alert().equals(alert));
    }

    /** Whether a person has to take over, as far as the last diagnosis goes. */
    public boolean escalated() {
      return escalatedFor == diagnosisNumber();
    }

    /**
     * When it is to be diagnosed: {@link Settling} over the alerts that joined since the last
     * diagnosis; nothing when that one saw them all.
     */
    public Optional<Instant> dueAt(Duration quiet, Duration latest) {
      return Optional.ofNullable(unsettledSince)
          .map(first -> Settling.dueAt(first, lastJoinedAt, quiet, latest));
    }

    private Open attached(IncidentAlert alert) {
      var more = new ArrayList<>(alerts);
      more.add(alert);
      return new Open(
          id,
          title,
          more,
          gathered,
          diagnosed,
          diagnosis,
          escalatedFor,
          acknowledgedBy,
          assignee,
          refusals);
    }

    private Open gathered(int revision) {
      return new Open(
          id,
          title,
          alerts,
          revision,
          diagnosed,
          diagnosis,
          escalatedFor,
          acknowledgedBy,
          assignee,
          refusals);
    }

    private Open diagnosed(Diagnosis made) {
      return new Open(
          id,
          title,
          alerts,
          gathered,
          made.revision(),
          made,
          escalatedFor,
          acknowledgedBy,
          assignee,
          refusals);
    }

    private Open escalated(int number) {
      return new Open(
          id,
          title,
          alerts,
          gathered,
          diagnosed,
          diagnosis,
          number,
          acknowledgedBy,
          assignee,
          refusals);
    }

    private Open acknowledged(PrincipalId by) {
      var all = new HashSet<>(acknowledgedBy);
      all.add(by);
      return new Open(
          id,
          title,
          alerts,
          unsettledSince,
          lastJoinedAt,
          gathered,
          diagnosed,
          diagnosis,
          escalatedFor,
          all,
          assignee,
          refusals);
    }

    private Open assigned(PrincipalId to) {
      return new Open(
          id,
          title,
          alerts,
          gathered,
          diagnosed,
          diagnosis,
          escalatedFor,
          acknowledgedBy,
          to,
          refusals);
    }

    private Open with(RecentRefusals refused) {
      return new Open(
          id,
          title,
          alerts,
          gathered,
          diagnosed,
          diagnosis,
          escalatedFor,
          acknowledgedBy,
          assignee,
          refused);
    }

    /** As it was, to be looked at afresh. */
    private Open reopened(RecentRefusals refused) {
      return new Open(
          id,
          title,
          alerts,
          lastJoinedAt,
          lastJoinedAt,
          0,
          0,
          diagnosis,
          escalatedFor,
          acknowledgedBy,
          assignee,
          refused);
    }
  }

  /**
   * @param before as it was when it was closed
   * @param review the last post-incident review
   */
  record Closed(Open before, Closing how, @Nullable BlobRef review, RecentRefusals refusals)
      implements Incident {}

  static Incident initial() {
    return new NotOpened();
  }

  /** The state after an event. Total: an event that can't follow leaves the state as it is. */
  static Incident evolve(Incident state, IncidentEvent event) {
    return switch (event) {
      case Opened e -> state instanceof NotOpened ? opened(e) : state;
      case AlertAttached e -> open(state, it -> it.attached(e.alert(), e.at()));
      case EvidenceGathered e -> open(state, it -> it.gathered(e.revision()));
      case DiagnosisMade e -> open(state, it -> it.diagnosed(e.diagnosis()));
      case Escalated e -> open(state, it -> it.escalated(e.diagnosis()));
      case Acknowledged e -> open(state, it -> it.acknowledged(e.by()));
      case Assigned e -> open(state, it -> it.assigned(e.assignee()));
      case Noted _ -> state;
      case Merged e -> open(state, it -> closed(it, new Closing.Merged(e.into())));
      case Recovered _ -> open(state, it -> closed(it, new Closing.Recovered()));
      case Resolved e -> open(state, it -> closed(it, new Closing.Resolved(e.how())));
      case Reopened _ -> state instanceof Closed it ? it.before().reopened(it.refusals()) : state;
      case Reviewed e ->
          state instanceof Closed it
              ? new Closed(it.before(), it.how(), e.review(), it.refusals())
              : state;
      case AttemptRefused e -> refused(state, e);
    };
  }

  private static Open opened(Opened e) {
    return new Open(
        e.incident(),
        e.title(),
        List.of(e.first()),
        0,
        0,
        null,
        -1,
        Set.of(),
        null,
        RecentRefusals.NONE);
  }

  private static Closed closed(Open open, Closing how) {
    return new Closed(open, how, null, open.refusals());
  }

  private static Incident open(Incident state, Function<Open, Incident> change) {
    return state instanceof Open it ? change.apply(it) : state;
  }

  private static Incident refused(Incident state, AttemptRefused e) {
    return switch (state) {
      case NotOpened it -> it;
      case Open it -> it.with(it.refusals().with(e.by(), e.code(), e.at()));
      case Closed it ->
          new Closed(
              it.before(), it.how(), it.review(), it.refusals().with(e.by(), e.code(), e.at()));
    };
  }
}
