package io.countersign.domain.incident;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import java.util.List;
import java.util.Optional;

/**
 * The facts about incidents, and what became of their remediations as far as an incident must know:
 * remediations build on incidents, so they are named here and not known.
 */
public interface IncidentFacts extends CapabilityFacts {
  /** What the alerts of an incident are about, of those that were ever its own. */
  List<EntityId> entities(IncidentId incident);

  /** Whether this incident is known and open; one that nobody knows of isn't. */
  boolean open(IncidentId incident);

  /**
   * Who was given command of an incident that is open; whether they still may is another matter.
   */
  Optional<PrincipalId> commander(IncidentId incident);

  /**
   * Whether this remediation ended, with its effect verified by telemetry; never one of another
   * incident.
   */
  boolean verified(IncidentId incident, String remediation);
}
