package io.countersign.demo.story;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Whoever approves the demo's plans, by whichever way. */
public interface PlanApprover {
  /** Whether somebody else decides, at a terminal. */
  boolean human();

  /** A plan that waits for approval is shown. */
  void show(JsonNode remediation, Instant at);

  /** Decides what has been looked at for long enough. */
  void decide(Instant now);
}
