package io.countersign.server.planning;

import io.countersign.domain.access.Sight;
import io.countersign.domain.planning.Runbook;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The runbooks that may be carried out without asking anybody, for eyes. */
@FunctionalInterface
public interface UnattendedRunbooks {
  /**
   * A line for each environment in sight where it may, may no more, or could.
   *
   * @return by the runbook's id; of one that there is none for, nothing
   */
  Map<String, List<String>> of(Collection<Runbook> runbooks, Sight sight);
}
