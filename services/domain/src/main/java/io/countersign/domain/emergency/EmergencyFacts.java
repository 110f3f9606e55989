package io.countersign.domain.emergency;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.correlation.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts about what goes beyond the usual at this moment, and which reviews are owed. */
public interface EmergencyFacts extends CapabilityFacts {
  /**
   * Break-glass that was opened and neither closed nor is over by time.
   *
   * @param by who stands for it; empty while it waits for a second person
   * @param actions the classes of actions that it's for
   */
  record OpenBreakGlass(
      BreakGlassId id,
      PrincipalId opener,
      Set<PrincipalId> by,
      Set<String> actions,
      BreakGlassTerms terms,
      Instant until) {
    public OpenBreakGlass {
      by = Set.copyOf(by);
      actions = Set.copyOf(actions);
    }

    /** Whether it lets through an action of this class, by the policies in force. */
    public boolean covers(String actionClass) {
      return !by.isEmpty() && actions.contains(actionClass);
    }

    /** The same, whatever calendars say. */
    public boolean passesWindow(String actionClass) {
      return covers(actionClass) && terms.anyWindow().contains(actionClass);
    }
  }

  /** For an incident that is open; empty where the policies in force are others by now. */
  Optional<OpenBreakGlass> open(IncidentId incident, Instant at);

  /** What should have been reviewed by now and wasn't, the oldest first: ids. */
  List<String> overdue(Instant at);

  /** Who approved by it. */
  Set<PrincipalId> approvers(BreakGlassId breakGlass);
}
