package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A halt that is mistyped is set, and says at once that it stops nothing. */
class MistypedHaltTest {
  private final TestServer server = TestServer.running();
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String service = "checkout-" + id;

  @Test
  void whatItWouldStopIsNamed() {
    var catalogue =
        """
        environment: staging-%s
        entities: [{name: %s, owner: team-%s, tier: 2}]
        """
            .formatted(id, service, id);
    assertThat(server.put(server.administrator(), "/api/v1/catalog", catalogue).status())
        .isEqualTo(200);
    assertThat(halted("\"service\": \"" + service + "\"")).isEmpty();
    assertThat(halted("\"team\": \"team-" + id + "\", \"action\": \"rollback\"")).isEmpty();
    assertThat(halted("\"service\": \"chekout-" + id + "\""))
        .contains("no service is called chekout-" + id, "did you mean " + service + "?");
    assertThat(halted("\"action\": \"rolback\"")).contains("did you mean rollback?");
    assertThat(halted("\"service\": \"" + service + "\", \"environment\": \"staging-x" + id + "\""))
        .contains("no environment is called");
  }

  /** It's set all the same; others share the server. */
  private String halted(String scope) {
    var path = "/api/v1/kill-switch";
    var reply =
        server.put(
            server.administrator(),
            path,
            "{\"on\": true, \"reason\": \"worse\", %s}".formatted(scope));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("outcome").asString()).isEqualTo("done");
    server.put(
        server.administrator(), path, "{\"on\": false, \"reason\": \"over\", %s}".formatted(scope));
    return reply.json().path("warning").asString("");
  }
}
