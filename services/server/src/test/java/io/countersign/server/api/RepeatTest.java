package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatTest {
  private final TestServer server = TestServer.running();
  private final String key = UUID.randomUUID().toString();

  private TestServer.Reply keyed(String method, String path, String body) {
    return server.send(
        server
            .request(server.administrator(), path)
            .header("Idempotency-Key", key)
            .method(method, BodyPublishers.ofString(body)));
  }

  @Test
  void theSameRequestUnderOneKeyIsAnsweredFromTheFirstTime() {
    var grant = "{\"grant\":[\"responder\"]}";
    var path = "/api/v1/users/" + person() + "/roles";
    var first = keyed("POST", path, grant);
    server.post(server.administrator(), path, Map.of("revoke", List.of("responder")));
    assertThat(keyed("POST", path, grant).position()).isEqualTo(first.position());
  }

  @Test
  void anotherBodyOrQueryUnderOneKeyIsAnotherRequest() {
    var path = "/api/v1/users/" + person() + "/roles";
    var first = keyed("POST", path, "{\"grant\":[\"responder\"]}");
    var other = keyed("POST", path, "{\"grant\":[\"responder\"],\"revoke\":[\"viewer\"]}");
    assertThat(other.position()).isGreaterThan(first.position());
  }

  @Test
  void aBodyThatIsTooLongIsRefusedUnderAKeyToo() {
    var reply = keyed("POST", "/api/v1/users", " ".repeat(300_000));
    assertThat(reply.code()).isEqualTo("TOO_LARGE");
  }

  @Test
  void aRefusedTokenIsNotListedAndStaysRefused() {
    var approver = "{\"name\":\"never\",\"roles\":[\"approver\"]}";
    assertThat(keyed("POST", "/api/v1/tokens", approver).code()).isEqualTo("ROLE_CONFLICT");
    assertThat(keyed("POST", "/api/v1/tokens", approver).status()).isEqualTo(409);
    assertThat(server.get(server.administrator(), "/api/v1/tokens").text()).doesNotContain("never");
  }

  @Test
  void replacementsOfTheCatalogueDoNotMix() {
    var path = "/api/v1/catalog";
    IntStream.range(0, 6)
        .parallel()
        .forEach(
            i ->
                assertThat(server.put(server.administrator(), path, catalog(i)).status())
                    .isEqualTo(200));
    var entities = server.get(server.administrator(), path).json().path("entities");
    assertThat(entities).hasSize(2);
    var names =
        List.of(entities.get(0).path("name").asString(), entities.get(1).path("name").asString());
    assertThat(names.get(0).substring(1)).isEqualTo(names.get(1).substring(1));
    server.put(server.administrator(), path, "{\"entities\":[]}");
  }

  private static String catalog(int i) {
    return """
    environment: rig
    entities:
      - {name: aNUMBER, owner: team, tier: 1}
      - {name: bNUMBER, owner: team, tier: 1}
    """
        .replace("NUMBER", Integer.toString(i));
  }

  private String person() {
    var name = "p" + UUID.randomUUID();
    assertThat(server.add(name, "viewer").status()).isEqualTo(200);
    return name;
  }
}
