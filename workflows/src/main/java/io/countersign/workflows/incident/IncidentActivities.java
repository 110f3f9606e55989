package io.countersign.workflows.incident;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The activities that the incident loop may have done. Every activity is an <em>ensure</em>: it
 * answers from the ledger if the fact is there, else it sends the command; so each may run any
 * number of times (invariant 12).
 */
@ActivityInterface
public interface IncidentActivities {
  /** Where the incident stands; changes nothing. */
  @ActivityMethod(name = "incident.progress")
  IncidentProgress progress(String incident);

  /** Gathers evidence and records a diagnosis for the alerts there are now. */
  @ActivityMethod(name = "incident.diagnose")
  IncidentProgress diagnose(String incident);

  /** Proposes a plan for the latest diagnosis, leaves the one there is, or escalates. */
  @ActivityMethod(name = "incident.recommend")
  IncidentProgress recommend(String incident);

  /** Looks whether the incident may be closed and asks for that; the decider judges. */
  @ActivityMethod(name = "incident.watch")
  IncidentProgress watch(String incident);
}
