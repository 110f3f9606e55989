package io.countersign.domain.remediation;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The facts about who acts on what (one remediation at a time holds a target), and about who had a
 * hand in what is to be decided on.
 */
public interface RemediationFacts extends CapabilityFacts {
  /**
   * Who holds a target.
   *
   * @param ended whether it's over, and its effect there is in doubt
   */
  record Holder(RemediationId remediation, boolean ended) {}

  /**
   * One that acts there; beside it those whose effect turned out to be another than was settled.
   */
  List<Holder> holders(EntityId target);

  /**
   * Who committed or deployed the change that a diagnosis holds to be the cause, as far as somebody
   * is known by the address that was told of them.
   *
   * @param diagnosis its number within the incident
   */
  Set<PrincipalId> changeAuthors(IncidentId incident, int diagnosis);

  /** When a person was first shown this very plan (UTC); empty where they weren't. */
  Optional<Instant> shown(RemediationId remediation, PrincipalId to, Digest plan);

  /**
   * Whose word a runbook is: that of whoever proposed a bundle that brought this content, each time
   * it did. Nobody's where the first bundle did; empty where none is on record to have done so.
   *
   * @param runbook the digest of what it says
   */
  Optional<Set<PrincipalId>> runbookAuthors(Digest runbook);
}
