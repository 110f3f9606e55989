package io.countersign.connectors.jira;

import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.testing.WrittenSettings;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.simulators.http.Exchange;
import io.countersign.simulators.http.Fault;
import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraSimulator;
import io.countersign.simulators.jira.SiteSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A simulated Jira, and the tickets in it as the product has them. */
final class JiraFixture implements AutoCloseable {
  static final String SECRET = "It's a Secret to Everybody";

  final JiraSimulator jira;
  final JiraTicketing ticketing;
  private final JiraSettings settings;
  private final JiraEdition edition;

  JiraFixture(JiraEdition edition, Path folder) {
    this(edition, folder, InstantSource.system(), "");
  }

  /**
   * @param more settings
   */
  JiraFixture(JiraEdition edition, Path folder, InstantSource clock, String more) {
    this.edition = edition;
    jira = new JiraSimulator(0, SiteSettings.of(edition, List.of("1", "2", "3")), "t", clock);
    boolean cloud = edition == JiraEdition.CLOUD;
    var yaml =
        """
        url: %s
        project: OPS
        issueTypes: {incident: Incident, change-request: Change}
        %s
        %s
        token: "file:%s"
        webhookSecret: "file:%s"
        fields: [priority, service, assignee, labels, description]
        timeoutSeconds: 60
        %s
        """
            .formatted(
                jira.address(),
                more.contains("internalInPublic") ? "" : "internalInPublic: true",
                cloud ? "email: bot@example.com" : "",
                WrittenSettings.secret(folder, "token", cloud ? "t" : "bot:t"),
                WrittenSettings.secret(folder, "webhook", SECRET),
                more);
    settings = WrittenSettings.of(yaml, it -> JiraSettings.read("jira", it));
    ticketing = another(clock);
  }

  /** The same Jira as another server has it, which remembers nothing. */
  JiraTicketing another(InstantSource itsClock) {
    return new JiraTicketing(settings, new BoundedHttp(), itsClock);
  }

  String rest() {
    return edition == JiraEdition.CLOUD ? "/rest/api/3" : "/rest/api/2";
  }

  void loseNextWrite() {
    jira.faults().next("POST " + rest() + "/issue", new Fault.LostAnswer());
  }

  TicketUser user(String name) {
    return new TicketUser("5b10a2844c20165700ede2-" + name);
  }

  /** The body of the last request of a method to a path that holds this. */
  String lastBody(String method, String path) {
    return jira.exchanges().reversed().stream()
        .map(Exchange::request)
        .filter(it -> it.method().equals(method) && it.path().contains(path))
        .findFirst()
        .orElseThrow()
        .text();
  }

  static Fault answer(int status, String body, Map<String, String> headers) {
    return new Fault.Answer(status, "application/json", body, headers);
  }

  @Override
  public void close() {
    jira.close();
  }
}
