package io.countersign.domain.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentEvent.Acknowledged;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.Assigned;
import io.countersign.domain.incident.IncidentEvent.AttemptRefused;
import io.countersign.domain.incident.IncidentEvent.CommanderAssigned;
import io.countersign.domain.incident.IncidentEvent.CommanderStoodDown;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Escalated;
import io.countersign.domain.incident.IncidentEvent.EvidenceGathered;
import io.countersign.domain.incident.IncidentEvent.Merged;
import io.countersign.domain.incident.IncidentEvent.Noted;
import io.countersign.domain.incident.IncidentEvent.Opened;
import io.countersign.domain.incident.IncidentEvent.PrioritySet;
import io.countersign.domain.incident.IncidentEvent.Recovered;
import io.countersign.domain.incident.IncidentEvent.Reopened;
import io.countersign.domain.incident.IncidentEvent.Resolved;
import io.countersign.domain.incident.IncidentEvent.Reviewed;
import io.countersign.domain.incident.IncidentEvent.WorkFailed;
import io.countersign.domain.incident.IncidentEvent.WorkResumed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The state of one incident. */
public sealed interface Incident {
  /** Nothing was ever recorded; there is nothing a refusal could lie on. */
  record NotOpened() implements Incident {}

  /**
   * Somebody, or something, works on it.
   *
   * @param said its priority as a person said it; null where nobody did
   */
  record Open(
      IncidentId id,
      String title,
      JoinedAlerts joined,
      Findings findings,
      Responders responders,
      Map<IncidentWork, WorkFailure> failures,
      RecentRefusals refusals,
      @Nullable Priority said)
      implements Incident {
    public Open {
      failures = Map.copyOf(failures);
    }

    public List<IncidentAlert> alerts() {
      return joined.alerts();
    }

    /** The number of its alerts. */
    public int revision() {
      return joined.alerts().size();
    }

    /** As a person said it, or else by the worst of its alerts. */
    public Priority priority() {
      return said == null ? worst().map(Priority::of).orElse(Priority.PLANNING) : said;
    }

    /** The severity of the worst of its alerts; empty where it has none. */
    public Optional<Severity> worst() {
      return alerts().stream().map(IncidentAlert::severity).min(Comparator.naturalOrder());
    }

    private Open with(Priority priority) {
      return new Open(id, title, joined, findings, responders, failures, refusals, priority);
    }

    /** The last one. */
    public Optional<Diagnosis> diagnosis() {
      return Optional.ofNullable(findings.diagnosis());
    }

    /**
     * When it is to be diagnosed: {@link SettlingPeriod} over the alerts that joined since the last
     * diagnosis; nothing when that one saw them all.
     */
    public Optional<Instant> dueAt(Duration quiet, Duration latest) {
      return joined.dueAt(quiet, latest);
    }

    private Open with(JoinedAlerts alerts) {
      return new Open(id, title, alerts, findings, responders, failures, refusals, said);
    }

    private Open with(Findings found) {
      return new Open(id, title, joined, found, responders, failures, refusals, said);
    }

    private Open with(Responders persons) {
      return new Open(id, title, joined, findings, persons, failures, refusals, said);
    }

    private Open with(RecentRefusals refused) {
      return new Open(id, title, joined, findings, responders, failures, refused, said);
    }

    private Open failed(IncidentWork work, WorkFailure failure) {
      var all = new EnumMap<IncidentWork, WorkFailure>(IncidentWork.class);
      all.putAll(failures);
      all.put(work, failure);
      return new Open(id, title, joined, findings, responders, all, refusals, said);
    }

    private Open resumed(IncidentWork work) {
      var rest = new HashMap<>(failures);
      rest.remove(work);
      return new Open(id, title, joined, findings, responders, rest, refusals, said);
    }

    private Open diagnosed(Diagnosis made) {
      return with(findings.with(made)).with(joined.settled());
    }

    private Open reopened(Findings found, RecentRefusals refused) {
      return with(found).with(joined.unsettled()).with(refused);
    }
  }

  /**
   * @param before as it was when it was closed
   * @param review the last post-incident review
   */
  record Closed(Open before, Closing how, @Nullable BlobRef review, RecentRefusals refusals)
      implements Incident {
    /** What went by itself comes back as the same; what a person or a remedy ended is news. */
    private Open reopened() {
      var found = before.findings();
      return before.reopened(
          how instanceof Closing.Recovered ? found.doubted() : found.forgotten(), refusals);
    }
  }

  static Incident initial() {
    return new NotOpened();
  }

  /** The state after an event. Total: an event that can't follow leaves the state as it is. */
  static Incident evolve(Incident state, IncidentEvent event) {
    return switch (event) {
      case Opened e -> state instanceof NotOpened ? opened(e) : state;
      case AlertAttached e -> attached(state, e);
      case EvidenceGathered e ->
          open(state, it -> it.with(it.findings().gatheredFor(e.revision(), e.claims())));
      case DiagnosisMade e -> open(state, it -> it.diagnosed(e.diagnosis()));
      case Escalated e ->
          open(state, it -> it.with(it.findings().escalatedFor(e.diagnosis(), e.reason())));
      case WorkFailed e -> open(state, it -> it.failed(e.work(), e.failure()));
      case WorkResumed e -> open(state, it -> it.resumed(e.work()));
      case Acknowledged e -> open(state, it -> it.with(it.responders().acknowledged(e.by())));
      case Assigned e -> open(state, it -> it.with(it.responders().assigned(e.assignee())));
      case PrioritySet e -> open(state, it -> it.with(e.priority()));
      case CommanderAssigned e ->
          open(state, it -> it.with(it.responders().commandedBy(e.commander())));
      case CommanderStoodDown _ -> open(state, it -> it.with(it.responders().commandedBy(null)));
      case Noted _ -> state;
      case Merged e -> open(state, it -> closed(it, new Closing.Merged(e.into())));
      case Recovered _ -> open(state, it -> closed(it, new Closing.Recovered()));
      case Resolved e -> open(state, it -> closed(it, new Closing.Resolved(e.how())));
      case Reopened _ -> state instanceof Closed it ? it.reopened() : state;
      case Reviewed e ->
          state instanceof Closed it
              ? new Closed(it.before(), it.how(), e.review(), it.refusals())
              : state;
      case AttemptRefused e -> refused(state, e);
    };
  }

  private static Open opened(Opened e) {
    var joined = JoinedAlerts.first(e.first(), e.at());
    return new Open(
        e.incident(),
        e.title(),
        joined,
        Findings.NONE,
        Responders.NONE,
        Map.of(),
        RecentRefusals.NONE,
        null);
  }

  private static Incident attached(Incident state, AlertAttached e) {
    return switch (state) {
      case NotOpened it -> it;
      case Open it -> it.with(it.joined().with(e.alert(), e.at()));
      case Closed it ->
          new Closed(
              it.before().with(it.before().joined().with(e.alert(), e.at())),
              it.how(),
              it.review(),
              it.refusals());
    };
  }

  /** Nobody commands what is over. */
  private static Closed closed(Open open, Closing how) {
    var before = open.with(open.responders().commandedBy(null));
    return new Closed(before, how, null, open.refusals());
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
