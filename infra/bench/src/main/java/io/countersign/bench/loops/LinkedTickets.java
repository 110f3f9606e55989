package io.countersign.bench.loops;

import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraSimulator;
import io.countersign.simulators.jira.SiteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A simulated Jira in this process, in which every incident has a ticket. */
final class LinkedTickets implements AutoCloseable {
  private static final String TOKEN = "token-of-the-benchmark";

  /** So many are opened before somebody wonders what takes so long: they have a pace. */
  private static final int AT_ONCE = 50;

  private static final String SETTINGS =
      """
      ticketing:
        jira:
          kind: jira
          url: %s
          project: OPS
          issueTypes: {incident: Incident}
          internalInPublic: true
          email: bot@example.com
          token: 'file:%s'
          fields: [priority]
      tickets:
        - name: all
          connection: jira
          map:
            - {local: state, remote: state, onConflict: ours}
            - {local: severity, remote: priority, direction: out, transform: {critical: Highest, error: High, warning: Medium, info: Low, none: Lowest}}
      """;

  private final JiraSimulator jira =
      new JiraSimulator(0, SiteSettings.of(JiraEdition.CLOUD), TOKEN, InstantSource.system());
  private final Path token;

  LinkedTickets() throws IOException {
    token = Files.createTempFile("countersign-bench-", ".token");
    Files.writeString(token, TOKEN);
  }

  /** Further settings of a server by which its incidents have tickets here. */
  String settings() {
    return SETTINGS.formatted(jira.address(), token);
  }

  /** Waits until so many incidents have one. */
  void await(int incidents) throws IOException {
    for (int some = Math.min(AT_ONCE, incidents); ; some = Math.min(some + AT_ONCE, incidents)) {
      int opened = some;
      ServerUnderLoad.await(opened + " tickets", () -> jira.site().count() >= opened);
      if (opened == incidents) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    jira.close();
    Files.deleteIfExists(token);
  }
}
