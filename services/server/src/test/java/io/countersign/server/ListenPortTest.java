package io.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.server.config.Installation;
import io.countersign.server.config.StartRefusedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenPortTest {
  @Test
  void aTakenPortIsToldBeforeAnyEngineIsTakenUp() throws Exception {
    var home = ScratchFolder.create();
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(other.getLocalPort());
      var installation =
          Installation.of(
              List.of(), Map.of("COUNTERSIGN_HOME", home.toString(), "COUNTERSIGN_PORT", port));
      assertThatThrownBy(() -> CountersignServer.start(installation))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContainingAll("port " + port + " of 127.0.0.1", "COUNTERSIGN_PORT");
      assertThat(home.resolve("data")).doesNotExist();
    } finally {
      Files.deleteIfExists(home);
    }
  }

  @Test
  void anAddressOfAnotherMachineIsAnotherMistake() {
    assertThatThrownBy(() -> ListenPort.check("192.0.2.1", 0))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("COUNTERSIGN_ADDRESS");
    assertThatCode(() -> ListenPort.check("127.0.0.1", 0)).doesNotThrowAnyException();
  }
}
