package io.countersign.server.ticketing;

import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.simulators.http.Exchange;
import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraSimulator;
import io.countersign.simulators.jira.JiraWebhookSender;
import io.countersign.simulators.jira.SiteSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A whole server, configured as the guide says, with a simulated Jira behind real HTTP. */
final class JiraStage extends TicketStage {
  private static final String HOOK = "hook-token";
  static final String SECRET = "a webhook's secret";
  private static final String TOKEN = "jira-token-of-tests";
  private static final String CONFIGURATION =
      """
      ticketing:
        jira:
          kind: jira
          url: %s
          project: OPS
          issueTypes: {incident: Incident, change-request: Change}
          internalInPublic: true
          email: bot@example.com
          token: 'file:%s'
          webhookSecret: 'file:%s'
          fields: [labels]
          timeoutSeconds: 20
      tickets:
        - name: all
          connection: jira
          pollSeconds: 10
          webhookToken: 'file:%s'
          map:
            - {local: state, remote: state, direction: both, onConflict: ours}
            - {local: severity, remote: priority, direction: out, transform: {critical: Highest, error: High, warning: Medium}}
            - {local: assignee, remote: assignee, direction: both, onConflict: theirs}
      """;

  final JiraSimulator jira;
  final JiraWebhookSender webhook;
  private final Path folder;

  private JiraStage(JiraSimulator jira, Path folder, String configuration) throws Exception {
    super("jira", configuration);
    this.jira = jira;
    this.folder = folder;
    webhook = jira.webhook(URI.create(server.url() + "/webhooks/jira/" + HOOK), SECRET);
  }

  static JiraStage start() throws Exception {
    var folder = ScratchFolder.create();
    var jira =
        new JiraSimulator(0, SiteSettings.of(JiraEdition.CLOUD), TOKEN, InstantSource.system());
    var configuration =
        CONFIGURATION.formatted(
            jira.address(),
            Files.writeString(folder.resolve("token"), TOKEN),
            Files.writeString(folder.resolve("secret"), SECRET),
            Files.writeString(folder.resolve("hook"), HOOK));
    return new JiraStage(jira, folder, configuration);
  }

  /** The key of an incident's issue, once it's linked. */
  String issue(String incident) {
    var url = ticket(incident).path("url").asString();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** A new person, to whom one of Jira's users belongs; their bearer. */
  String user(String name, String... roles) {
    return linked("5b10a2844c20165700ede2-" + name, roles);
  }

  /** Delivers to us what somebody signed with a secret; the answer's status. */
  int deliver(byte[] body, String secret) {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/webhooks/jira/" + HOOK))
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature", JiraWebhookSender.signature(secret, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return server.send(request).status();
  }

  /** How many requests of a method reached Jira at a path that holds this. */
  long asked(String method, String path) {
    return jira.exchanges().stream()
        .map(Exchange::request)
        .filter(it -> it.method().equals(method) && it.path().contains(path))
        .count();
  }

  @Override
  public void close() throws IOException {
    super.close();
    jira.close();
    ScratchFolder.delete(folder);
  }
}
