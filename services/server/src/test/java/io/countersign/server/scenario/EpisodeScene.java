package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server that is quick to reopen, and what it shows of one service's alerts. */
final class EpisodeScene implements AutoCloseable {
  static final String WEBHOOK = "/api/v1/webhooks/alertmanager";
  static final String FLEETING = "fleeting";
  private static final String CONFIGURATION =
      """
      integrations:
        fleeting: {kind: alertmanager, staleAfterSeconds: 3}
      correlation: {echoPatienceSeconds: 1}
      """;

  private final LocalServer local;
  final TestServer server;

  EpisodeScene() throws Exception {
    local = LocalServer.start(CONFIGURATION);
    server = TestServer.of(local);
  }

  String token(String integration) {
    return server.token(integration, "alert_intake");
  }

  /** What Alertmanager posts of one service's one alert. */
  void deliver(String token, String service, Instant start, @Nullable Instant end) {
    var status = end == null ? "firing" : "resolved";
    var alert =
        Map.of(
            "status",
            status,
            "labels",
            labels(service),
            "startsAt",
            start.toString(),
            "endsAt",
            end == null ? "0001-01-01T00:00:00Z" : end.toString(),
            "fingerprint",
            "f-" + service);
    var group =
        Map.of(
            "version", "4",
            "status", status,
            "groupKey", "{}",
            "receiver", "countersign",
            "alerts", List.of(alert));
    var reply = server.post(token, WEBHOOK, group);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
  }

  static Map<String, String> labels(String service) {
    return Map.of(
        "alertname", "Partition",
        "service", service,
        "environment", "production",
        "severity", "critical");
  }

  /** All episodes of a service's alert, the newest first. */
  List<JsonNode> episodes(String service) {
    return find("/api/v1/alerts", "entity", "service/production/" + service);
  }

  List<String> statuses(String service) {
    return episodes(service).stream().map(it -> it.path("status").asString()).toList();
  }

  void expectStatuses(String service, String... newestFirst) {
    Eventually.holds(
        service + " is " + List.of(newestFirst),
        () -> statuses(service).equals(List.of(newestFirst)));
  }

  List<JsonNode> incidents(String service) {
    return find("/api/v1/incidents", "firstAlert", "Partition on " + service + " (production)");
  }

  long open(String service) {
    return incidents(service).stream()
        .filter(it -> it.path("state").asString().equals("open"))
        .count();
  }

  void expectOpenIncident(String service) {
    Eventually.holds("one open incident of " + service, () -> open(service) == 1);
  }

  /** A person closes it: there are no metrics here that could show that the fault is over. */
  void closeIncident(String service) {
    var id = incidents(service).getFirst().path("id").asString();
    var reply =
        server.post(
            server.person("commander"),
            "/api/v1/incidents/" + id + "/resolve",
            Map.of("reason", "mended by hand"));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    Eventually.holds("no open incident of " + service, () -> open(service) == 0);
  }

  /** Waits until the newest episode was told so often. */
  void expectTold(String service, int times) {
    Eventually.holds(
        service + " is told " + times + " times",
        () -> episodes(service).getFirst().path("count").asInt() >= times);
  }

  /** How often an incident of a service was opened, the first time or again. */
  long openings(String service) {
    return incidents(service).stream()
        .map(it -> it.path("id").asString())
        .mapToLong(id -> 1 + events("incident.reopened", id))
        .sum();
  }

  private long events(String type, String incident) {
    return server
        .get(server.administrator(), "/api/v1/audit/events?limit=500&type=" + type)
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.toString().contains(incident))
        .count();
  }

  AlertmanagerPair pair(Path program) throws IOException {
    return new AlertmanagerPair(program, server.url() + WEBHOOK, token("alertmanager"));
  }

  private List<JsonNode> find(String path, String field, String value) {
    return server
        .get(server.administrator(), path + "?limit=500")
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path(field).asString("").equals(value))
        .toList();
  }

  @Override
  public void close() throws IOException {
    local.close();
  }
}
