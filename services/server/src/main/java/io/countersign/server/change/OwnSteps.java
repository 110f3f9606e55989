package io.countersign.server.change;

import io.countersign.domain.change.OwnStep;
import java.time.Instant;
import java.util.List;

/** The record of what we did ourselves, kept by a capability that acts. */
public interface OwnSteps {
  /** Those that may have been at work between two instants, the last started first. */
  List<OwnStep> between(Instant from, Instant to);
}
