package io.countersign.server.ticketing;

import java.net.URI;
import java.nio.file.Path;

/** The entries of a configuration's {@code ticketing} that lead to simulators. */
public final class SimulatedConnections {
  private SimulatedConnections() {}

  /** A Jira Cloud called {@code jira}. */
  public static String jira(URI address, Path token) {
    return """
      jira:
        kind: jira
        url: %s
        project: OPS
        issueTypes: {incident: Incident, change-request: Change}
        internalInPublic: true
        email: bot@example.com
        token: 'file:%s'
        timeoutSeconds: 20
    """
        .formatted(address, token);
  }

  /** A ServiceNow called {@code snow}. */
  public static String serviceNow(URI address, Path password) {
    return """
      snow:
        kind: servicenow
        url: %s
        user: bot
        password: 'file:%s'
        timeoutSeconds: 20
    """
        .formatted(address, password);
  }
}
