package io.countersign.server.web.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.server.config.http.Network;
import io.countersign.server.config.http.Proxies;
import io.countersign.server.config.http.Proxies.Header;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallSourcesTest {
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
    "nonsense, unknown",
  })
  void whatOneCallerHasManyOfIsOnePlace(String address, String source) {
    assertThat(CallSource.ofLiteral(address)).isEqualTo(source);
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
    return new CallSources(new Proxies(List.of(Network.parse("10.0.0.0/8")), header)).of(request);
  }
}
