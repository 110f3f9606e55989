package io.countersign.simulators.jira;

import java.util.List;

/**
 * The statuses of a project's issues and the ways between them; the first status is a new issue's.
 */
public record SiteWorkflow(List<SiteStatus> statuses, List<SiteTransition> transitions) {
  /** Several hops, a resolution on the way, and a status from which no way leads. */
  public static SiteWorkflow ofIncidents() {
    return new SiteWorkflow(
        List.of(
            new SiteStatus("10000", "To Do", "new"),
            new SiteStatus("3", "In Progress", "indeterminate"),
            new SiteStatus("10001", "In Review", "indeterminate"),
            new SiteStatus("10002", "On Hold", "indeterminate"),
            new SiteStatus("5", "Resolved", "done"),
            new SiteStatus("6", "Closed", "done"),
            new SiteStatus("10003", "Cancelled", "done")),
        List.of(
            way("11", "Start", "10000", "3"),
            way("21", "Ask for review", "3", "10001"),
            way("31", "Back to work", "10001", "3"),
            way("41", "Hold", "3", "10002"),
            way("51", "Resume", "10002", "3"),
            new SiteTransition("61", "Resolve", "10001", "5", List.of("resolution")),
            way("71", "Close", "5", "6"),
            way("81", "Reopen", "5", "3"),
            way("82", "Reopen", "6", "3"),
            new SiteTransition("91", "Cancel", "10000", "10003", List.of("resolution")),
            new SiteTransition("92", "Cancel", "3", "10003", List.of("resolution"))));
  }

  private static SiteTransition way(String id, String name, String from, String to) {
    return new SiteTransition(id, name, from, to, List.of());
  }

  SiteStatus first() {
    return statuses.getFirst();
  }

  SiteStatus status(String id) {
    return statuses.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  List<SiteTransition> from(String status) {
    return transitions.stream().filter(it -> it.from().equals(status)).toList();
  }
}
