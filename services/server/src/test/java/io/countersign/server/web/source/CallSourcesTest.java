package io.countersign.server.web.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.server.config.http.Network;
import io.countersign.server.config.http.Proxies;
import io.countersign.server.config.http.Proxies.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallSourcesTest {
  private static final LoopbackUsers NOBODY = new LoopbackUsers();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.255.3.4, loopback",
    "::1, loopback",
    "::ffff:127.0.0.9, loopback",
    "::ffff:192.0.2.7, 192.0.2.7",
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::, 20010db800010002/64",
  })
  void whatOneCallerHasManyOfIsOnePlace(String address, String source) {
    assertThat(CallSource.of(InetAddress.ofLiteral(address))).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7 | 198.51.100.1 | 192.0.2.7",
        "10.1.2.3 | 198.51.100.1 | 198.51.100.1",
        "10.1.2.3 | 203.0.113.9, 198.51.100.1 | 198.51.100.1",
        "10.1.2.3 | 203.0.113.9, 198.51.100.1, 10.9.9.9 | 198.51.100.1",
        "10.1.2.3 | 10.7.7.7, 10.9.9.9 | 10.7.7.7",
        "10.1.2.3 | unknown | 10.1.2.3",
        "10.1.2.3 | 198.51.100.1, evil | 10.1.2.3",
        "10.1.2.3 | 198.51.100.1:4711 | 198.51.100.1",
        "10.1.2.3 | [2001:db8:1:2::3]:4711 | 20010db800010002/64",
        "10.1.2.3 | '' | 10.1.2.3",
        "10.1.2.3 | | 10.1.2.3",
      })
  void onlyTheWordOfOurOwnProxiesCounts(String peer, String told, String source) {
    assertThat(of(Header.X_FORWARDED_FOR, peer, "X-Forwarded-For", told)).isEqualTo(source);
  }

  @Test
  void severalHeadersAreOneListAndAnotherHeaderIsWhatACallerWrote() {
    assertThat(of(Header.X_FORWARDED_FOR, "10.1.2.3", "X-Forwarded-For", "203.0.113.9", "10.2.2.2"))
        .isEqualTo("203.0.113.9");
    assertThat(of(Header.X_FORWARDED_FOR, "10.1.2.3", "Forwarded", "for=203.0.113.9"))
        .isEqualTo("10.1.2.3");
    assertThat(
            of(
                Header.FORWARDED,
                "10.1.2.3",
                "Forwarded",
                "for=203.0.113.9, proto=https;For=\"[2001:db8:1:2::3]:80\""))
        .isEqualTo("20010db800010002/64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "example.org", "10.0.0.0/x", "::/129"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String of(Header header, String peer, String name, String... values) {
    var request = new MockHttpServletRequest();
    request.setRemoteAddr(peer);
    Stream.of(values).filter(it -> it != null).forEach(it -> request.addHeader(name, it));
    return new CallSources(new Proxies(List.of(Network.parse("10.0.0.0/8")), header), NOBODY)
        .of(request);
  }

  /** Somebody else's account on the machine can't lock out mine. */
  @Test
  void usersOfThisMachineAreToldApart(@TempDir Path folder) throws IOException {
    var four =
        Files.writeString(
            folder.resolve("tcp"),
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
               0: 0100007F:1E64 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0
               1: 0100007F:1E64 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1000  0
               2: 0100007F:C001 0100007F:1E64 01 00000000:00000000 00:00000000 00000000  1001  0
               3: 0100007F:C002 0100007F:1E64 06 00000000:00000000 00:00000000 00000000     0  0
            """);
    var six =
        Files.writeString(
            folder.resolve("tcp6"),
            """
              sl  local_address                         remote_address                        st
               0: 00000000000000000000000001000000:C001 00000000000000000000000001000000:1E64 01 0:0 0:0 0 1002 0
               1: 0000000000000000FFFF00000100007F:C003 0000000000000000FFFF00000100007F:1E64 01 0:0 0:0 0 1003 0
            """);
    var users = new LoopbackUsers(four, six, folder.resolve("absent"));
    assertThat(from(users, "127.0.0.1", 0xc001)).isEqualTo("loopback of user 1001");
    assertThat(from(users, "::1", 0xc001)).isEqualTo("loopback of user 1002");
    assertThat(from(users, "127.0.0.1", 0xc003)).isEqualTo("loopback of user 1003");
    assertThat(from(users, "127.0.0.1", 0xc002)).as("closed already").isEqualTo("loopback");
    assertThat(from(users, "10.1.2.3", 0xc001)).as("a proxy of ours").isEqualTo("10.1.2.3");
  }

  @Test
  void aConnectionThatIsClosedAlreadyIsFromNowhereElse() {
    var request = new Closed();
    var sources =
        new CallSources(new Proxies(List.of(), Header.FORWARDED), LoopbackUsers.ofThisMachine());
    request.setRemoteAddr("127.0.0.1");
    assertThat(sources.of(request)).isEqualTo("loopback");
  }

  private static final class Closed extends MockHttpServletRequest {
    @Override
    public String getLocalAddr() {
      return null;
    }
  }

  private static String from(LoopbackUsers users, String address, int port) {
    var request = new MockHttpServletRequest();
    request.setRemoteAddr(address);
    request.setRemotePort(port);
    request.setLocalAddr(address);
    request.setLocalPort(0x1e64);
    return new CallSources(
            new Proxies(List.of(Network.parse("10.0.0.0/8")), Header.FORWARDED), users)
        .of(request);
  }

  /** As this machine itself tells it. */
  @Test
  void aConnectionOfOursIsOurs() throws IOException {
    Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "SKIPPED: no /proc/net/tcp");
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var calling = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
      var mine = Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
      assertThat(
              LoopbackUsers.ofThisMachine()
                  .user(
                      calling.getLocalAddress(),
                      calling.getLocalPort(),
                      calling.getInetAddress(),
                      calling.getPort()))
          .hasValue(mine);
    }
  }
}
