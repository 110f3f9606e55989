package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

  private static Socket drip(Socket socket) {
    try {
      return say(socket, "x");
    } catch (IOException ended) {
      return socket;
    }
  }
}
