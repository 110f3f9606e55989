package io.countersign.domain.correlation;

import java.util.List;

/** The answer of the correlator: where an alert belongs. */
public sealed interface Correlation {
  /** To nothing that is known: it opens an incident of its own. */
  record Opens() implements Correlation {}

  /** To one open incident. */
  record Joins(IncidentId incident, AlertTie tie) implements Correlation {}

  /**
   * To several open incidents, which are therefore one: it joins the oldest, and the others are
   * merged into that.
   *
   * @param others at least one, oldest first
   */
  record Bridges(IncidentId into, List<IncidentId> others, AlertTie tie) implements Correlation {
    public Bridges {
      others = List.copyOf(others);
    }
  }

  /** To a closed incident: it's late news of a fault that is over. Nobody is to be woken by it. */
  record Echoes(IncidentId incident, AlertTie tie) implements Correlation {}

  /** To none, on purpose: nobody is to be woken by it. */
  record Ignores(String because) implements Correlation {}
}
