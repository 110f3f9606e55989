package io.countersign.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** It speaks the same API, under a prefix. */
class RealVictoriaMetricsTest extends RealSourceContract {
  @Override
  protected List<String> programs() {
    return List.of("victoria-metrics");
  }

  @Override
  protected String debianPackage() {
    return "victoria-metrics";
  }

  @Override
  protected String prefix() {
    return "/prometheus";
  }

  @Override
  protected Process started(Path data, int port, List<String> lines) throws Exception {
    var process =
        answering(
            program(
                data,
                "victoria-metrics",
                "-httpListenAddr=127.0.0.1:" + port,
                "-storageDataPath=" + data.resolve("store"),
                "-retentionPeriod=100y",
                "-search.latencyOffset=1s"));
    var url = "http://127.0.0.1:" + port;
    // Its import wants milliseconds.
    var body = String.join("\n", lines.stream().map(line -> line + "000").toList()) + "\n";
    call(
        HttpRequest.newBuilder(URI.create(url + "/api/v1/import/prometheus"))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
    call(HttpRequest.newBuilder(URI.create(url + "/internal/force_flush")).GET());
    return process;
  }

  private static void call(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isBetween(200, 299);
    }
  }

  @Override
  protected boolean leavesOutNaN() {
    return true;
  }
}
