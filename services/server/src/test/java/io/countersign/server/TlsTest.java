package io.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.FreePort;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.SelfMadeCertificate;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.config.StartRefusedException;
import io.countersign.server.config.TemporalTls;
import io.countersign.server.temporal.TemporalEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.json.JsonMapper;

@Execution(ExecutionMode.CONCURRENT)
class TlsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  @Test
  void theListenerSpeaksTlsAndNothingElse() throws Exception {
    var own = SelfMadeCertificate.in(folder.resolve("own"), "localhost");
    var stranger = SelfMadeCertificate.in(folder.resolve("stranger"), "localhost");
    var file = "tls: {certificate: %s, key: %s}".formatted(own.certificate(), own.key());
    try (var server = LocalServer.start(file)) {
      var url =
          server.url().replace("http://127.0.0.1", "https://localhost")
              + "/actuator/health/liveness";
      assertThat(get(own, url).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(stranger, url)).isInstanceOf(SSLHandshakeException.class);
      var plain = url.replace("https://", "http://");
      assertThat(get(own, plain).statusCode()).isEqualTo(400);
    }
  }

  /** Whoever has read it is taken for the server. */
  @Test
  void aKeyThatOthersMayReadKeepsTheServerFromStarting() throws Exception {
    var own = SelfMadeCertificate.in(folder.resolve("own"), "localhost");
    var key = own.key();
    var file = "tls: {certificate: %s, key: %s}".formatted(own.certificate(), key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> LocalServer.start(file))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .contains("tls.key", "(mode 644): chmod 600 " + key, "defaultMode: 0440"));
  }

  /** Certificates are renewed by other programs every few weeks, and nobody starts the server. */
  @Test
  void aRenewedCertificateIsTakenUpWhileTheServerRuns() throws Exception {
    var old = SelfMadeCertificate.in(folder.resolve("old"), "localhost");
    var renewed = SelfMadeCertificate.in(folder.resolve("renewed"), "localhost");
    var file = "tls: {certificate: %s, key: %s}".formatted(old.certificate(), old.key());
    try (var server = LocalServer.start(file)) {
      var url =
          server.url().replace("http://127.0.0.1", "https://localhost")
              + "/actuator/health/liveness";
      assertThat(get(old, url).statusCode()).isEqualTo(200);
      Files.copy(renewed.key(), old.key(), StandardCopyOption.REPLACE_EXISTING);
      Files.copy(renewed.certificate(), old.certificate(), StandardCopyOption.REPLACE_EXISTING);
      Eventually.holds("it shows the new one", () -> isProven(renewed, url));
      assertThat(isProven(old, url)).isFalse();
    }
  }

  private static boolean isProven(SelfMadeCertificate trusted, String url) {
    try {
      return get(trusted, url).statusCode() == 200;
    } catch (SSLHandshakeException _) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> get(SelfMadeCertificate trusted, String url)
      throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(trusted.trusting(trusted)).build()) {
      return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
  }

  /** Alerts are taken in while Temporal is down; once it's there, by TLS, their loops run. */
  @Test
  void aServerStartsWithoutTemporalAndItsLoopsBeginWhenItComes() throws Exception {
    var theirs = SelfMadeCertificate.in(folder.resolve("theirs"), "temporal.example");
    var ours = SelfMadeCertificate.in(folder.resolve("ours"), "localhost");
    var tls =
        new TemporalTls(
            true, theirs.certificate(), ours.certificate(), ours.key(), "temporal.example");
    int port = FreePort.any();
    try (var server =
        LocalServer.start(
            "settling: {quietSeconds: 1}",
            TestDatabase.create().settings(),
            "127.0.0.1:" + port,
            tls)) {
      var engine = server.bean(TemporalEngine.class);
      var admin = session(server);
      assertThat(engine.healthy()).isFalse();
      assertThat(admin.doctor())
          .contains(
              "127.0.0.1:" + port + ", namespace default, doesn't answer: alerts are taken in",
              "Look whether Temporal runs, whether the namespace exists, and at TEMPORAL_ADDRESS");
      var taken =
          post(server, admin.token("alertmanager"), "/api/v1/webhooks/alertmanager", alert());
      assertThat(taken.statusCode()).isEqualTo(202);
      int behind = FreePort.any();
      try (var temporal = io.temporal.testserver.TestServer.createPortBoundServer(behind, true);
          var proxy = new TlsProxy(theirs.trusting(ours), port, behind)) {
        Eventually.holds("Temporal is reached", engine::healthy);
        assertThat(admin.doctor()).doesNotContain("doesn't answer: alerts are taken in");
        Eventually.holds("the incident's loop runs", () -> admin.sees("incident.diagnosis-made"));
        assertThat(temporal).isNotNull();
        assertThat(proxy).isNotNull();
      }
    }
  }

  private static Map<String, Object> alert() {
    return Map.of(
        "version", "4",
        "status", "firing",
        "alerts",
            List.of(
                Map.of(
                    "status", "firing",
                    "labels",
                        Map.of("alertname", "Down", "service", "orders", "severity", "critical"),
                    "annotations", Map.of(),
                    "startsAt", Instant.now().toString(),
                    "fingerprint", "f1")));
  }

  /** The first administrator's. */
  private record Session(LocalServer server, String secret) {
    String token(String integration) throws Exception {
      var body = Map.of("name", "t", "roles", List.of("alert_intake"), "integration", integration);
      return JSON.readTree(post(server, secret, "/api/v1/tokens", body).body())
          .path("token")
          .asString();
    }

    String doctor() throws Exception {
      var asked = request(server, secret, "/api/v1/doctor").GET().build();
      return CLIENT.send(asked, BodyHandlers.ofString()).body();
    }

    boolean sees(String type) {
      var uri = "/api/v1/audit/events?type=" + type;
      try {
        var request = request(server, secret, uri).GET().build();
        return CLIENT.send(request, BodyHandlers.ofString()).body().contains("inc_");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Session session(LocalServer server) throws Exception {
    var body = Map.of("name", "admin", "password", server.firstPassword());
    var answer = post(server, "", "/api/v1/login", body).body();
    return new Session(server, JSON.readTree(answer).path("session").asString());
  }

  private static HttpResponse<String> post(
      LocalServer server, String bearer, String path, Object body) throws Exception {
    var text = BodyPublishers.ofString(JSON.writeValueAsString(body));
    return CLIENT.send(request(server, bearer, path).POST(text).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(LocalServer server, String bearer, String path)
      throws IOException {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + bearer);
  }
}
