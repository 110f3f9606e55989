package io.countersign.domain.remediation;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.catalog.EntityId;
import java.util.List;

/** The facts about who acts on what: one remediation at a time holds a target. */
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
}
