package io.countersign.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.config.TemporalTls;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Slack sends, over HTTP, signed as Slack signs it. */
class SlackDeliveriesTest {
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static HttpServer slack;
  private static LocalServer local;
  private static TestServer server;

  /** Everybody is a full member of the one team; nothing else is asked here. */
  @BeforeAll
  static void start() throws Exception {
    slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slack.createContext(
        "/api/",
        exchange -> {
          try (exchange) {
            var user = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var id = user.replaceAll("(?s).*user=([A-Z0-9]+).*", "$1");
            var answer =
                exchange.getRequestURI().getPath().endsWith("auth.test")
                    ? "{\"ok\":true,\"team_id\":\"T1\",\"user_id\":\"U0BOT\",\"user\":\"bot\"}"
                    : "{\"ok\":true,\"user\":{\"id\":\"%s\",\"team_id\":\"T1\",\"deleted\":false}}"
                        .formatted(id);
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    slack.start();
    var folder = Files.createTempDirectory("countersign-slack-");
    var configuration =
        """
        conversations:
          slack:
            kind: slack
            botToken: file:%s
            signingSecrets: [file:%s]
            apiUrl: http://127.0.0.1:%s/api/
        """
            .formatted(
                Files.writeString(folder.resolve("token"), "xoxb-1"),
                Files.writeString(folder.resolve("secret"), SECRET),
                slack.getAddress().getPort());
    local =
        LocalServer.start(
            configuration, TestDatabase.create().settings(), "127.0.0.1:1", TemporalTls.NONE);
    server = TestServer.of(local);
  }

  @AfterAll
  static void stop() throws Exception {
    local.close();
    slack.stop(0);
  }

  private static String signature(String timestamp, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var base = "v0:" + timestamp + ":" + body;
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder signed(String path, String type, String body, Instant at) {
    var timestamp = String.valueOf(at.getEpochSecond());
    return request(path, type, body)
        .header("X-Slack-Request-Timestamp", timestamp)
        .header("X-Slack-Signature", signature(timestamp, body));
  }

  private static HttpRequest.Builder request(String path, String type, String body) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static String command(String user, String text) {
    return Map.of(
            "team_id",
            "T1",
            "user_id",
            user,
            "channel_id",
            "C01",
            "command",
            "/countersign",
            "text",
            text,
            "trigger_id",
            UUID.randomUUID().toString())
        .entrySet()
        .stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Again where a busy machine took longer than Slack waits. */
  private static TestServer.Reply typed(String user, String text) {
    return Eventually.get(
        "an answer to " + text,
        () -> Optional.of(once(user, text)).filter(it -> !it.text().contains("Not recorded")));
  }

  private static TestServer.Reply once(String user, String text) {
    return server.send(
        signed(
            "/slack/commands",
            "application/x-www-form-urlencoded",
            command(user, text),
            Instant.now()));
  }

  private static double count(String outcome) {
    return server
        .bean(MeterRegistry.class)
        .counter("countersign.conversation.deliveries", "connection", "slack", "outcome", outcome)
        .count();
  }

  @Test
  void aPersonLinksTheirAccountByACodeThatTheyTypeAndUnlinksIt() {
    var bearer = server.invited("p" + UUID.randomUUID(), "responder");
    var offered = server.post(bearer, "/api/v1/me/links", Map.of("system", "slack"));
    assertThat(offered.status()).as(offered.text()).isEqualTo(200);
    var code = offered.json().path("code").asString();
    assertThat(typed("U01", "status").text()).contains("ACCOUNT_NOT_LINKED", "link slack");
    assertThat(typed("U01", "link " + code).text()).contains("This account is now");
    assertThat(typed("U01", "status").text()).contains("Open incidents:");
    assertThat(typed("U02", "link " + code).text()).contains("LINK_CODE_USED");

    var links = server.get(bearer, "/api/v1/me/links").json().path("items");
    assertThat(links.size()).isEqualTo(1);
    assertThat(links.path(0).path("account").asString()).isEqualTo("U01");
    var link = links.path(0).path("link").asString();
    var other = server.invited("q" + UUID.randomUUID(), "responder");
    assertThat(server.delete(other, "/api/v1/me/links/" + link).status()).isEqualTo(403);
    assertThat(server.delete(bearer, "/api/v1/me/links/" + link).status()).isEqualTo(200);
    assertThat(typed("U01", "status").text()).contains("ACCOUNT_NOT_LINKED");
    assertThat(audit("access.account-linked")).contains("U01").doesNotContain(code);
  }

  @Test
  void aTokenLinksNothingAndASystemThatIsNotThereIsNamed() {
    var token = server.token("", "responder");
    assertThat(server.post(token, "/api/v1/me/links", Map.of("system", "slack")).code())
        .isEqualTo("HUMAN_REQUIRED");
    var wrong = server.post(server.administrator(), "/api/v1/me/links", Map.of("system", "slak"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("slack");
  }

  /** A view is behind the record for a moment. */
  private static String audit(String type) {
    var ledger = server.bean(Ledger.class);
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    return server.get(server.administrator(), "/api/v1/audit/events?limit=200&type=" + type).text();
  }

  @Test
  void whoseSignatureIsNotSlacksIsRefusedOnTheRecord() {
    var body = command("U03", "help");
    var type = "application/x-www-form-urlencoded";
    double before = count("forged");
    var now = Instant.now();
    assertThat(server.send(request("/slack/commands", type, body)).status()).isEqualTo(401);
    var timestamp = String.valueOf(now.getEpochSecond());
    var changed =
        request("/slack/commands", type, body.replace("help", "status"))
            .header("X-Slack-Request-Timestamp", timestamp)
            .header("X-Slack-Signature", signature(timestamp, body));
    assertThat(server.send(changed).status()).isEqualTo(401);
    for (var at : new Instant[] {now.minusSeconds(302), now.plusSeconds(302)}) {
      assertThat(server.send(signed("/slack/commands", type, body, at)).status()).isEqualTo(401);
    }
    assertThat(count("forged")).isEqualTo(before + 4);
    var good = signed("/slack/slack/commands", type, body, Instant.now());
    assertThat(server.send(good).text()).contains("/countersign status");
    for (var code : new String[] {"SIGNATURE_MISSING", "SIGNATURE_WRONG", "TIMESTAMP_STALE"}) {
      Eventually.holds(code, () -> audit("access.attempt-refused").contains(code));
    }
    assertThat(audit("access.attempt-refused")).doesNotContain("U03");
  }

  @Test
  void aHeaderThatComesTwiceIsNoSignature() {
    var body = command("U04", "help");
    var type = "application/x-www-form-urlencoded";
    var now = Instant.now();
    var timestamp = String.valueOf(now.getEpochSecond());
    var signed = signed("/slack/commands", type, body, now);
    assertThat(
            server.send(signed.copy().header("X-Slack-Signature", "v0=" + "0".repeat(64))).status())
        .isEqualTo(401);
    assertThat(server.send(signed.copy().header("X-Slack-Request-Timestamp", timestamp)).status())
        .isEqualTo(401);
    assertThat(server.send(signed).status()).isEqualTo(200);
  }

  @Test
  void theAddressProvesItselfAndTakesNoMoreThanItMust() {
    var challenge = "{\"type\":\"url_verification\",\"challenge\":\"abc123\"}";
    var proof = server.send(signed("/slack/events", "application/json", challenge, Instant.now()));
    assertThat(proof.status()).isEqualTo(200);
    assertThat(proof.text()).contains("abc123");
    var large = "x".repeat(1024 * 1024 + 1);
    var refused = signed("/slack/events", "application/json", large, Instant.now());
    assertThat(server.send(refused).status()).isEqualTo(413);
    var elsewhere = signed("/slack/other/events", "application/json", challenge, Instant.now());
    assertThat(server.send(elsewhere).status()).isEqualTo(404);
  }

  @Test
  void theDoctorSaysWhereNobodyHasLinkedAnAccount() {
    assertThat(server.get(server.administrator(), "/api/v1/doctor").text())
        .contains("accounts of slack");
  }
}
