package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no proper request is answered as everything else, and says nothing of what answers. */
class MalformedRequestTest {
  private static final String END = "Host: x\r\nConnection: close\r\n\r\n";

  private final TestServer server = TestServer.running();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/a%2Fb HTTP/1.1\r\n",
        "GET /api/v1/a%00b HTTP/1.1\r\n",
        "GET /api/v1/a%5Cb HTTP/1.1\r\n",
        "GET /api/v1/a%zz HTTP/1.1\r\n",
        "GET /../../x HTTP/1.1\r\n",
        "GET /a{b HTTP/1.1\r\n",
        "GET / x y HTTP/1.1\r\n",
        "G@T\u0001 / HTTP/1.1\r\n",
        "FOO /api/v1/me HTTP/1.1\r\n",
        "GET / HTTP/9.9\r\n",
        "GET / HTTP/1.1\r\nX Y: z\r\n",
        "GET / HTTP/1.1\r\nX: \u0001\r\n",
        "GET / HTTP/1.1\r\nHost: y\r\n",
        "GET http://other/api/v1/me HTTP/1.1\r\n",
        "POST /api/v1/login HTTP/1.1\r\nContent-Length: x\r\n",
        "POST /api/v1/login HTTP/1.1\r\nTransfer-Encoding: x\r\n",
        "POST /api/v1/login HTTP/1.1\r\nExpect: x\r\n",
        "CONNECT x:1 HTTP/1.1\r\n",
        "\u0016\u0003\u0001\r\n",
      })
  void isAProblemWithACode(String request) throws IOException {
    assertProblem(raw(request + END));
  }

  @Test
  void norDoesOneThatIsTooLongOrABodyThatIsNone() throws IOException {
    assertProblem(raw("GET /api/v1/me?" + "a".repeat(30_000) + " HTTP/1.1\r\n" + END));
    assertProblem(raw("GET / HTTP/1.1\r\nX: " + "a".repeat(30_000) + "\r\n" + END));
    assertProblem(raw("GET / HTTP/1.1\r\n" + "X: a\r\n".repeat(200) + END));
    assertProblem(raw("GET / HTTP/1.1\r\nHost: a_/b\r\nConnection: close\r\n\r\n"));
    assertProblem(raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));
    var chunked = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    var cut = raw("POST /api/v1/login HTTP/1.1\r\n" + chunked + END + "zz\r\n\r\n");
    assertProblem(cut);
    assertThat(cut).contains("BAD_REQUEST");
  }

  @Test
  void andItIsOnRecord() throws IOException {
    raw("GET /%2F HTTP/1.1\r\n" + END);
    Eventually.holds(
        "the refusal is on record",
        () ->
            server
                .get(server.administrator(), "/api/v1/audit/events?limit=500&order=desc")
                .text()
                .contains("malformed request"));
  }

  private static void assertProblem(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.1 [45][0-9][0-9].*").doesNotContain(" 500 ");
    assertThat(answer).contains("Content-Type: application/problem+json", "\"code\":\"");
    assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("<html", "Exception");
  }

  private String raw(String text) throws IOException {
    var address = URI.create(server.url());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
