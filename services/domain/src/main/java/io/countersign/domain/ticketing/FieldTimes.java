package io.countersign.domain.ticketing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.incident.IncidentEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The instants at which an incident's fields became what they are, by its own events in their
 * order. Of severity, and of a priority that nobody said, it tells what the alerts tell that it's
 * given.
 */
public final class FieldTimes {
  private static final String OPEN = "open";
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String RESOLVED = "resolved";

  private final Map<String, Instant> times = new HashMap<>();
  private Instant opened = Instant.EPOCH;
  private String state = OPEN;
  private boolean acknowledged;
  private @Nullable PrincipalId assignee;
  private @Nullable Severity worst;

  /** Whether a person said a priority: alerts change none from then on. */
  private boolean said;

  /** The next event, and when it was recorded. */
  public void add(IncidentEvent event, Instant at) {
    switch (event) {
      case IncidentEvent.Opened e -> {
        opened = at;
        worse(e.first(), at);
      }
      case IncidentEvent.AlertAttached e -> worse(e.alert(), at);
      case IncidentEvent.Acknowledged _ -> {
        acknowledged = true;
        become(state.equals(RESOLVED) ? RESOLVED : ACKNOWLEDGED, at);
      }
      case IncidentEvent.Assigned e -> {
        if (!e.assignee().equals(assignee)) {
          assignee = e.assignee();
          times.put("assignee", at);
        }
      }
      case IncidentEvent.PrioritySet _ -> {
        said = true;
        times.put("priority", at);
      }
      case IncidentEvent.Merged _, IncidentEvent.Recovered _, IncidentEvent.Resolved _ ->
          become(RESOLVED, at);
      case IncidentEvent.Reopened _ -> become(acknowledged ? ACKNOWLEDGED : OPEN, at);
      case IncidentEvent.EvidenceGathered _,
          IncidentEvent.DiagnosisMade _,
          IncidentEvent.Escalated _,
          IncidentEvent.WorkFailed _,
          IncidentEvent.WorkResumed _,
          IncidentEvent.CommanderAssigned _,
          IncidentEvent.CommanderStoodDown _,
          IncidentEvent.Noted _,
          IncidentEvent.Reviewed _,
          IncidentEvent.AttemptRefused _ -> {
        // none of its fields
      }
    }
  }

  private void become(String next, Instant at) {
    if (!next.equals(state)) {
      state = next;
      times.put(FieldRule.STATE, at);
    }
  }

  private void worse(IncidentAlert alert, Instant at) {
    if (worst == null || alert.severity().compareTo(worst) < 0) {
      worst = alert.severity();
      times.put("severity", at);
      if (!said) {
        times.put("priority", at);
      }
    }
  }

  /** When a field became so: with the incident where nothing changed it since. */
  public Instant of(String field) {
    return times.getOrDefault(field, opened);
  }
}
