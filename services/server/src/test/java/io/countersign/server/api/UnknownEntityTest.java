package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is asked about something that isn't in the catalogue is answered, with a word on that. */
class UnknownEntityTest {
  private final TestServer server = TestServer.running();
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String environment = "env-" + id;
  private final String service = "service/" + environment + "/checkout-" + id;

  private void catalogue() {
    var catalogue =
        """
        environment: %s
        entities: [{name: checkout-%s, owner: team-%s, tier: 2}, {name: other, owner: x, tier: 2}]
        """
            .formatted(environment, id, id);
    assertThat(server.put(server.administrator(), "/api/v1/catalog", catalogue).status())
        .isEqualTo(200);
  }

  @Test
  void aMistypedEntityIsNamedBesideTheAnswer() {
    catalogue();
    for (var path :
        new String[] {
          "/api/v1/access/who-could?action=approve&entity=", "/api/v1/calendars/state?target="
        }) {
      assertThat(warning(server.administrator(), path + service)).isEmpty();
      assertThat(warning(server.administrator(), path + service.replace("checkout", "chekout")))
          .contains("isn't in the catalogue", "did you mean " + service + "?");
      assertThat(warning(server.administrator(), path + service.replace(environment, "prod")))
          .contains("service/prod/checkout", "did you mean " + service + "?");
      assertThat(warning(server.administrator(), path + "service/" + environment + "/nothing"))
          .contains("isn't in the catalogue")
          .doesNotContain("did you mean");
    }
  }

  /** One who sees an environment for any team, and the entity elsewhere for none. */
  @Test
  void whatOneDoesNotSeeIsNotHeldOut() {
    catalogue();
    var name = "v" + id;
    server.add(name);
    var grant = Map.of("principal", name, "role", "viewer", "environment", "blind-" + id);
    assertThat(server.post(server.administrator(), "/api/v1/grants", grant).status())
        .isEqualTo(200);
    var asked = "/api/v1/calendars/state?target=" + service.replace(environment, "blind-" + id);
    assertThat(warning(server.login(name, TestServer.password()), asked))
        .contains("isn't in the catalogue")
        .doesNotContain("did you mean");
  }

  private String warning(String bearer, String path) {
    var reply = server.get(bearer, path);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("warning").asString("");
  }
}
