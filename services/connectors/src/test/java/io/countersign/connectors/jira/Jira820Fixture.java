package io.countersign.connectors.jira;

import io.countersign.connectors.testing.LosingProxy;
import io.countersign.connectors.testing.WrittenSettings;
import io.countersign.connectors.transport.BoundedHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A {@code jira820}, and a translation: it finds issues by key alone, where a Jira takes the
 * number, too; and the contract's two fields are called as two of its are.
 */
final class Jira820Fixture implements AutoCloseable {
  private static final String SERVER = "COUNTERSIGN_JIRA820";
  private static final Pattern ISSUE =
      Pattern.compile("\"id\":\"(\\d+)\"(?:,\"self\":\"[^\"]*\")?,\"key\":\"(JIRA820-\\d+)\"");
  private static final Pattern NUMBER = Pattern.compile("/issue/(\\d+)(?=[/?]|$)");

  final LosingProxy proxy;
  final JiraTicketing ticketing;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private final Map<String, String> made = new ConcurrentHashMap<>();

  Jira820Fixture(Path folder) {
    proxy =
        new LosingProxy(
            URI.create(System.getenv(SERVER)),
            it ->
                NUMBER
                    .matcher(it)
                    .replaceAll(m -> "/issue/" + keys.getOrDefault(m.group(1), m.group(1))),
            this::answered);
    var yaml =
        """
        url: %s
        deployment: auto
        project: JIRA820
        issueTypes: {incident: Task}
        states: {Open: new, In Progress: in-progress, Done: resolved}
        token: "file:%s"
        fields: [priority, service]
        searchDelaySeconds: 0
        """
            .formatted(proxy.address(), WrittenSettings.secret(folder, "token", "t"));
    var settings = WrittenSettings.of(yaml, it -> JiraSettings.read("jira", it));
    ticketing = new JiraTicketing(settings, new BoundedHttp(), InstantSource.system());
  }

  /** Whether there is one; told loudly where there isn't. */
  static boolean isThere() {
    if (System.getenv(SERVER) != null) {
      return true;
    }
    System.err.println("SKIPPED: no jira820 is at hand; ticket-clients/jira820.sh runs one");
    return false;
  }

  private String answered(String path, String body) {
    var issues = ISSUE.matcher(body);
    while (issues.find()) {
      keys.put(issues.group(1), issues.group(2));
      if (path.endsWith("/issue")) {
        made.put(issues.group(1), issues.group(2));
      }
    }
    return path.endsWith("/field")
        ? body.replace("\"Story Points\"", "\"priority\"").replace("\"Epic Link\"", "\"service\"")
        : body;
  }

  /** How many of those that were made in here are there. */
  int count() {
    return (int) made.values().stream().filter(it -> ask("GET", it, "") == 200).count();
  }

  void edit(String id, String points) {
    ask("PUT", keys.get(id), "{\"fields\":{\"customfield_10004\":" + points + "}}");
  }

  void delete(String id) {
    ask("DELETE", keys.get(id), "");
  }

  private int ask(String method, String key, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(System.getenv(SERVER) + "/rest/api/2/issue/" + key))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    made.values().forEach(it -> ask("DELETE", it, ""));
    proxy.close();
    http.close();
  }
}
