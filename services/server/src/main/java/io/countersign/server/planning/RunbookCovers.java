package io.countersign.server.planning;

import io.countersign.domain.planning.Runbook;
import java.util.List;
import java.util.Set;

/** The covers of runbooks by what the configured executors offer. */
public final class RunbookCovers {
  private final RunbooksInForce inForce;
  private final List<Set<String>> offered;

  /**
   * @param offered the actions of each executor
   */
  RunbookCovers(RunbooksInForce inForce, List<Set<String>> offered) {
    this.inForce = inForce;
    this.offered = List.copyOf(offered);
  }

  /** Of the runbooks in force. */
  public RunbookCover now() {
    return of(inForce.runbooks());
  }

  RunbookCover of(List<Runbook> runbooks) {
    return RunbookCover.of(runbooks, offered);
  }
}
