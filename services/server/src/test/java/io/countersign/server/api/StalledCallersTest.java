package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Anonymous callers cost nothing: neither memory nor anybody's place. */
class StalledCallersTest {
  private static final String CONFIGURATION =
      "http: {connections: 120, connectionsOfASource: 40, headerSeconds: 3, bodySeconds: 3}\n";
  private static final String LOGIN =
      "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  private static final String STALLED = LOGIN + "Content-Length: 60\r\n\r\n{\"name\":";

  /** Far shorter than those who read nothing are waited for otherwise. */
  private static final Duration TURNED_AWAY = Duration.ofSeconds(40);

  private static final int SOON = 30_000;

  /** From a source of its own: all of loopback is this machine's. */
  private static Socket from(String source, URI server) throws IOException {
    return new Socket(
        InetAddress.ofLiteral("127.0.0.1"), server.getPort(), InetAddress.ofLiteral(source), 0);
  }

  private static Socket say(Socket socket, String text) throws IOException {
    socket.setSoTimeout(50);
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException refused) {
      socket.close();
    }
    return socket;
  }

  /** Whatever was answered is read first. */
  private static boolean isHeld(Socket socket) {
    if (socket.isClosed()) {
      return false;
    }
    try {
      socket.getInputStream().readAllBytes();
      socket.close();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String answer(Socket socket) throws IOException {
    try (socket) {
      socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
      var read = socket.getInputStream().readNBytes(12);
      return new String(read, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void threeHundredStalledBodiesHoldFewPlacesAndNobodyElses() throws Exception {
    try (var server = LocalServer.start(CONFIGURATION)) {
      var url = URI.create(server.url());
      List<Socket> stalled = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        stalled.add(say(from("127.0.0." + (2 + i % 50), url), STALLED));
      }
      assertThat(answer(say(from("127.0.0.3", url), LOGIN + "Content-Length: 2\r\n\r\n{}")))
          .as("the newest is served, and the oldest goes")
          .isEqualTo("HTTP/1.1 400");
      assertThat(stalled.stream().parallel().filter(StalledCallersTest::isHeld).count())
          .as("all of this machine are one; some are on their way out")
          .isLessThanOrEqualTo(60);
      Eventually.get(
          "the end of those that stall",
          () ->
              stalled.stream().noneMatch(StalledCallersTest::isHeld)
                  ? Optional.of(true)
                  : Optional.empty());
    }
  }

  @Test
  void whoDripsIsCutOffAndWhoSaysTooMuchIsTold() throws Exception {
    try (var server = LocalServer.start(CONFIGURATION)) {
      var url = URI.create(server.url());
      assertThat(answer(say(from("127.0.0.2", url), LOGIN + "Content-Length: 5000\r\n\r\n")))
          .isEqualTo("HTTP/1.1 413");
      try (var header = say(from("127.0.0.2", url), "GET /actuator/health HTTP/1.1\r\nX: ");
          var body = say(from("127.0.0.2", url), STALLED)) {
        Eventually.get(
            "the end of those that drip",
            () -> {
              boolean held = isHeld(drip(header)) | isHeld(drip(body));
              return held ? Optional.empty() : Optional.of(true);
            });
      }
    }
  }

  @Test
  void threeHundredWhoReadNoAnswerKeepNoDeliveryOut() throws Exception {
    var plain = "http: {connections: 120, connectionsOfASource: 40}\n";
    List<Socket> slow = new ArrayList<>();
    try (var server = LocalServer.start(plain)) {
      var url = URI.create(server.url());
      var token = TestServer.of(server).token("canonical", "alert_intake");
      for (int i = 0; i < 300; i++) {
        slow.add(say(reluctant(url), "GET /v3/api-docs HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100)));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(deliveredSoon(url, token)).isEqualTo("HTTP/1.1 202");
      }
    } finally {
      for (var it : slow) {
        it.close();
      }
    }
  }

  /** As senders do: again where it was turned away, as it may be while the others still leave. */
  private static String deliveredSoon(URI server, String token) throws IOException {
    long until = System.nanoTime() + TURNED_AWAY.toNanos();
    var answer = delivered(server, token);
    while (answer.isEmpty() && System.nanoTime() < until) {
      answer = delivered(server, token);
    }
    return answer;
  }

  private static Socket reluctant(URI server) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(2048);
    socket.connect(new InetSocketAddress("127.0.0.1", server.getPort()), SOON);
    return socket;
  }

  /** Empty where the connection was ended without an answer, by a close or a reset. */
  private static String delivered(URI server, String token) throws IOException {
    try {
      return answered(server, token);
    } catch (SocketException ended) {
      return "";
    }
  }

  private static String answered(URI server, String token) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", server.getPort()), SOON);
      say(
          socket,
          "POST /api/v1/alerts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Authorization: Bearer "
              + token
              + "\r\nContent-Length: 13\r\n\r\n{\"alerts\":[]}");
      socket.setSoTimeout(SOON);
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void anybodyAsksALittleOnOneConnection() throws Exception {
    try (var server = LocalServer.start(CONFIGURATION)) {
      var url = URI.create(server.url());
      var health = "GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n";
      try (var socket = say(from("127.0.0.1", url), health.repeat(16))) {
        socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
        var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(said.split("HTTP/1.1 200", -1)).hasSize(17);
        assertThat(said).containsOnlyOnce("Connection: close");
      }
    }
  }

  private static Socket drip(Socket socket) {
    try {
      return say(socket, "x");
    } catch (IOException ended) {
      return socket;
    }
  }
}
