package io.countersign.server.planning;

import io.countersign.domain.access.Sight;
import io.countersign.domain.planning.Runbook;
import java.util.List;

/** The runbooks that may be carried out without asking anybody, for eyes. */
@FunctionalInterface
public interface UnattendedRunbooks {
  /** A line for each environment in sight where it may, may no more, or could. */
  List<String> of(Runbook runbook, Sight sight);
}
