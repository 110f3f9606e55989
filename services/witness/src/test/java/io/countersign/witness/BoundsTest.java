package io.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.note.SignatureType;
import io.countersign.witness.store.CosignatureKind;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessKeys;
import io.countersign.witness.testing.GrowingLog;
import io.countersign.witness.testing.WitnessProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that take long, and many of them. */
class BoundsTest {
  private static final String SLOW = "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\n";

  @TempDir private Path scratch;

  private final GrowingLog log = GrowingLog.named("log.example", SignatureType.ED25519);
  private Path dir;

  @BeforeEach
  void create() throws Exception {
    dir = scratch.resolve("witness");
    var keys = WitnessKeys.generate("witness.example/w1", List.of(CosignatureKind.ED25519));
    WitnessFolder.create(dir, keys).trust(log.keys().getFirst());
  }

  @Test
  void whoDoesNotComeToAnEndIsDismissed() throws Exception {
    try (var witness =
            WitnessProcess.serve(
                dir, "-Dsun.net.httpserver.maxReqTime=1", "-Dsun.net.httpserver.timerMillis=100");
        var header = connect(witness, SLOW);
        var body = connect(witness, SLOW + "Content-Length: 1000\r\n\r\nold 0\n")) {
      assertThat(last(header)).isNegative();
      assertThat(body.getInputStream().readAllBytes())
          .asString(StandardCharsets.US_ASCII)
          .doesNotContain("200");
      assertThat(witness.add(log.request(0, 3)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void noMoreThanSomeConnectionsAreOpen() throws Exception {
    var sockets = new ArrayList<Socket>();
    try (var witness = WitnessProcess.serve(dir, "-Djdk.httpserver.maxConnections=4")) {
      for (int i = 0; i < 4; i++) {
        sockets.add(connect(witness, SLOW));
      }
      try (var fifth = connect(witness, "")) {
        assertThat(last(fifth)).isNegative();
      }
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static Socket connect(WitnessProcess witness, String text) throws IOException {
    var socket = new Socket(witness.url().getHost(), witness.url().getPort());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** What is read where nothing comes: -1, as soon as the other end closes. */
  private static int last(Socket socket) {
    try {
      return socket.getInputStream().read();
    } catch (IOException e) {
      return -1; // closed with something unread
    }
  }
}
