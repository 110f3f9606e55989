package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.FreePort;
import io.countersign.ledger.testing.ScratchFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two real Alertmanagers in one cluster that deliver to one webhook. They don't wait for each
 * other, so that each of them delivers nearly everything: what a cluster otherwise does only now
 * and then.
 */
final class AlertmanagerPair implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CONFIGURATION =
      """
      route: {receiver: countersign, group_by: [alertname, service], group_wait: 1s, group_interval: 1s, repeat_interval: 2s}
      receivers:
        - name: countersign
          webhook_configs:
            - url: @URL@
              send_resolved: true
              http_config: {authorization: {type: Bearer, credentials_file: @TOKEN@}}
      """;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final List<String> urls = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  AlertmanagerPair(Path program, String webhook, String token) throws IOException {
    folder = ScratchFolder.create();
    var secret = Files.writeString(folder.resolve("token"), token);
    Files.writeString(
        folder.resolve("alertmanager.yml"),
        CONFIGURATION.replace("@URL@", webhook).replace("@TOKEN@", secret.toString()));
    var members = List.of("127.0.0.1:" + FreePort.any(), "127.0.0.1:" + FreePort.any());
    start(program, members.getFirst(), members.getLast());
    start(program, members.getLast(), members.getFirst());
    try {
      Eventually.holds("both know each other", () -> urls.stream().allMatch(this::isPaired));
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  static Optional<Path> program() {
    var path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":", -1))
        .flatMap(
            it -> Stream.of("prometheus-alertmanager", "alertmanager").map(Path.of(it)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void start(Path program, String member, String peer) throws IOException {
    var web = "127.0.0.1:" + FreePort.any();
    var name = "replica" + urls.size();
    processes.add(
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + folder.resolve("alertmanager.yml"),
                "--storage.path=" + folder.resolve(name),
                "--web.listen-address=" + web,
                "--cluster.listen-address=" + member,
                "--cluster.advertise-address=" + member,
                "--cluster.peer=" + peer,
                "--cluster.peer-timeout=1ms",
                "--cluster.gossip-interval=20ms")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start());
    urls.add("http://" + web);
  }

  private boolean isPaired(String url) {
    try {
      var cluster = JSON.readTree(send(url, "/api/v2/status", "")).path("cluster");
      return cluster.path("status").asString("").equals("ready")
          && cluster.path("peers").size() == 2;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** As Prometheus does: to each of them, and it's over at that time unless it's posted again. */
  void post(Map<String, String> labels, Instant start, Instant end) throws IOException {
    var alert = Map.of("labels", labels, "startsAt", start.toString(), "endsAt", end.toString());
    for (var url : urls) {
      send(url, "/api/v2/alerts", JSON.writeValueAsString(List.of(alert)));
    }
  }

  private String send(String url, String path, String body) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json");
    try {
      var answer =
          client.send(
              (body.isEmpty() ? request : request.POST(HttpRequest.BodyPublishers.ofString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (var process : processes) {
      process.destroyForcibly().onExit().join();
    }
    ScratchFolder.delete(folder);
  }
}
