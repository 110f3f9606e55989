package io.countersign.server.planning;

import io.countersign.domain.planning.Runbook;
import java.util.List;

/** The runbooks that plans are made from, as of now: they may be others a moment later. */
@FunctionalInterface
public interface RunbooksInForce {
  /** Sorted by id; none where what is in force can't be used. */
  List<Runbook> runbooks();
}
