package io.countersign.server.planning;

import io.countersign.domain.planning.Runbook;
import java.util.List;

/** The runbooks that may be carried out without asking anybody, for eyes. */
@FunctionalInterface
public interface UnattendedRunbooks {
  /** A line for each environment where it may, may no more, or could. */
  List<String> of(Runbook runbook);
}
