package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Deliveries as the senders that exist make them. */
class DoorTest {
  private static final String WEBHOOK = "/api/v1/webhooks/alertmanager";

  private final TestServer server = TestServer.running();
  private final String source = server.token("alertmanager", "alert_intake");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-8",
        "nonsense"
      })
  void whateverItsBodyIsCalled(String type) {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + WEBHOOK + "?integration=alertmanager"))
            .header("Authorization", "Bearer " + source)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(delivery()));
    assertRaised(server.send(request));
  }

  @Test
  void aCatalogueIsNoFormEither() {
    var editor = server.person("catalog_editor", "viewer");
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/catalog"))
            .header("Authorization", "Bearer " + editor)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .PUT(BodyPublishers.ofString("entities: 7"));
    var reply = server.send(request);
    assertThat(reply.text()).as("it was read").contains("/entities");
  }

  @Test
  void packedWithGzipWithinBounds() {
    assertRaised(packed(gzip(delivery()), "gzip"));
    var bomb = packed(gzip(" ".repeat(4 * 1024 * 1024)), "gzip");
    assertThat(bomb.status()).isEqualTo(413);
    assertThat(bomb.text()).contains("100 times its size");
    assertThat(packed(gzip(" ".repeat(64 * 1024 * 1024)), "GZIP").status()).isEqualTo(413);
    var none = packed(delivery().getBytes(StandardCharsets.UTF_8), "gzip");
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.text()).contains("is not gzip");
    var cut = gzip(delivery());
    assertThat(packed(java.util.Arrays.copyOf(cut, cut.length / 2), "gzip").status())
        .isEqualTo(400);
    var other = packed(new byte[] {1}, "br");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text()).contains("Content-Encoding");
  }

  /** A sender of Alertmanager's kind drops what is answered 4xx, and sends the rest again. */
  @Test
  void whatBreaksOffIsToBeSentAgainAndWhatIsWholeButWrongIsNot() throws IOException {
    var half = delivery().substring(0, 40);
    var length = "Content-Length: " + delivery().length();
    var chunked = "Transfer-Encoding: chunked\r\n\r\n28\r\n" + half + "\r\n";
    assertThat(half(WEBHOOK, length + "\r\n\r\n" + half)).matches(DoorTest::isToBeSentAgain);
    assertThat(half(WEBHOOK, chunked)).matches(DoorTest::isToBeSentAgain);
    assertThat(half(WEBHOOK, chunked + "20\r\nx")).matches(DoorTest::isToBeSentAgain);
    assertThat(half(WEBHOOK, "Content-Encoding: gzip\r\n" + length + "\r\n\r\n" + half))
        .matches(DoorTest::isToBeSentAgain);
    assertThat(half("/api/v1/login", "Content-Length: 60\r\n\r\n{\"name\":"))
        .matches(DoorTest::isToBeSentAgain);
    assertThat(half(WEBHOOK, "Content-Length: 40\r\n\r\n" + half)).contains(" 400");
    assertThat(half(WEBHOOK, chunked + "0\r\n\r\n")).contains(" 400");
    assertThat(half(WEBHOOK, chunked + "zz\r\n\r\n")).contains(" 400");
  }

  private static boolean isToBeSentAgain(String answer) {
    return answer.isEmpty() || answer.startsWith("HTTP/1.1 503");
  }

  /** The sender says no more, but listens. */
  private String half(String path, String rest) throws IOException {
    var address = URI.create(server.url());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
      var bearer = path.endsWith("login") ? "" : "Authorization: Bearer " + source + "\r\n";
      socket.getOutputStream().write((head + bearer + rest).getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void withTheTokenAsAPassword() {
    for (var name : List.of("countersign", "", "tok")) {
      assertRaised(basic(name + ":" + source));
    }
    var challenged = basic("user:wrong");
    assertThat(challenged.status()).isEqualTo(401);
    assertThat(challenged.response().headers().allValues("WWW-Authenticate"))
        .contains("Basic realm=\"countersign\"", "Bearer");
    assertThat(basic("no colon at all, and \u00e4").status()).isEqualTo(401);
    var me =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/me"))
            .header("Authorization", encoded("x:" + source));
    assertThat(server.send(me.GET()).status()).as("only to deliver").isEqualTo(401);
  }

  @Test
  void h09_withTheTokenInTheAddressWhichNobodyElseSees() throws Exception {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    try {
      assertRaised(posted(WEBHOOK + "/t/" + source));
      assertThat(posted(WEBHOOK + "/t/" + source + "/?integration=watched").code())
          .isEqualTo("FORBIDDEN");
      assertThat(posted("/api/v1/webhooks/nothing/t/" + source).status()).isEqualTo(404);
      assertThat(posted(WEBHOOK + "/t/" + source.replace("tok_", "tok_0")).status()).isEqualTo(401);
      assertThat(posted(WEBHOOK + "/t/" + server.administrator()).status())
          .as("no person's session")
          .isEqualTo(401);
      assertThat(raw("POST " + WEBHOOK + "/t/" + source + "{ HTTP/1.1")).contains(" 400");
      assertThat(raw("POST " + WEBHOOK + "/t/" + source + "%zz HTTP/1.1")).contains(" 400");
      var both = server.request(source, WEBHOOK + "/t/" + source);
      assertThat(server.send(both.POST(BodyPublishers.ofString(delivery()))).status())
          .as("two credentials are none")
          .isEqualTo(401);
    } finally {
      root.detachAppender(log);
    }
    var secret = source.substring(source.indexOf('.') + 1);
    assertThat(log.list.stream().map(DoorTest::inFull)).noneMatch(it -> it.contains(secret));
    var administrator = server.administrator();
    assertThat(server.get(administrator, "/actuator/prometheus").text()).doesNotContain(secret);
    Eventually.holds("the refusals are on record", () -> events().contains("UNAUTHENTICATED"));
    assertThat(events()).doesNotContain(secret);
  }

  @Test
  void withoutATokenTheAddressIsNoSecretPlace() {
    assertThat(posted("/api/v1/incidents/t/" + source).status()).isEqualTo(401);
  }

  private String events() {
    return server.get(server.administrator(), "/api/v1/audit/events?limit=500&order=desc").text();
  }

  private static String inFull(ILoggingEvent event) {
    var layout = new PatternLayout();
    layout.setContext(((Logger) LoggerFactory.getLogger(DoorTest.class)).getLoggerContext());
    layout.setPattern("%logger %msg %ex{full}");
    layout.start();
    return layout.doLayout(event);
  }

  private String raw(String line) throws IOException {
    var address = URI.create(server.url());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var text = line + "\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private TestServer.Reply posted(String path) {
    return server.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .POST(BodyPublishers.ofString(delivery())));
  }

  private TestServer.Reply basic(String pair) {
    return server.send(
        HttpRequest.newBuilder(URI.create(server.url() + WEBHOOK))
            .header("Authorization", encoded(pair))
            .POST(BodyPublishers.ofString(delivery())));
  }

  private static String encoded(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private TestServer.Reply packed(byte[] body, String encoding) {
    return server.send(
        server
            .request(source, WEBHOOK)
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static byte[] gzip(String text) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static void assertRaised(TestServer.Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(reply.json().path("raised").asInt()).isEqualTo(1);
  }

  private static String delivery() {
    return """
    {"alerts": [{"status": "firing", "startsAt": "2026-01-01T00:00:00Z", "fingerprint": "%s",
      "labels": {"alertname": "Door", "service": "door", "severity": "critical"}}]}
    """
        .formatted(UUID.randomUUID());
  }
}
