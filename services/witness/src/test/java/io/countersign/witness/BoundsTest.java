package io.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.note.SignatureType;
import io.countersign.witness.store.CosignatureKind;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessKeys;
import io.countersign.witness.testing.GrowingLog;
import io.countersign.witness.testing.WitnessProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that take long, and many of them; and a folder that fails. */
class BoundsTest {
  private static final String SLOW = "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\n";

  private static final String WHOLE = "GET / HTTP/1.1\r\nHost: w\r\n\r\n";

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
      try (var fifth = connect(witness, WHOLE)) {
        assertThat(last(fifth)).as("no answer's byte").isNegative();
      }
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  /** Without a place to write, or a head to read, nothing is signed; and all goes on afterwards. */
  @Test
  void aFolderThatFailsIsSaidToAndNothingIsSigned() throws Exception {
    var files = dir.resolve("logs").resolve(WitnessFolder.hash(log.origin()));
    try (var witness = WitnessProcess.serve(dir)) {
      Files.createDirectories(files.resolve("history.0/in-the-way"));
      assertThat(witness.add(log.request(0, 3)).statusCode()).isEqualTo(503);
      Files.delete(files.resolve("history.0/in-the-way"));
      Files.delete(files.resolve("history.0"));
      assertThat(witness.add(log.request(0, 3)).statusCode()).isEqualTo(200);
      var head = Files.readAllBytes(files.resolve("head"));
      Files.write(files.resolve("head"), Arrays.copyOf(head, head.length - 1));
      assertThat(witness.add(log.request(3, 5)).statusCode()).isEqualTo(503);
      assertThat(witness.add(log.request(0, 5)).statusCode()).isEqualTo(503);
      assertThat(witness.head(log.origin()).statusCode()).isEqualTo(503);
      assertThatThrownBy(() -> WitnessProcess.serve(dir)).isInstanceOf(IOException.class);
      Files.write(files.resolve("head"), head);
      assertThat(witness.add(log.request(3, 5)).statusCode()).isEqualTo(200);
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
