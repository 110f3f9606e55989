package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.FreePort;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.config.TemporalTls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Roles given and taken on one server, as another server on the same database has them. */
@Execution(ExecutionMode.CONCURRENT)
class GrantOnTwoServersTest {
  private static final String FREEZE =
      """
      {"kind": "freeze", "scope": "environment=two", "reason": "as planned", "entries":
        [{"start": "2026-01-01T00:00:00Z", "end": "2026-12-31T00:00:00Z"}]}\
      """;

  private static final String ROLES = "/api/v1/users/anna/roles";

  private static int freeze(TestServer server, String bearer) {
    return server.put(bearer, "/api/v1/calendars/two", FREEZE).status();
  }

  @Test
  void whatIsRevokedOnOneServerCountsOnNoOther() throws Exception {
    var database = TestDatabase.create();
    int port = FreePort.any();
    try (var temporal = io.temporal.testserver.TestServer.createPortBoundServer(port, true)) {
      assertThat(temporal).isNotNull();
      var address = "127.0.0.1:" + port;
      try (var first = LocalServer.start("", database.settings(), address, TemporalTls.NONE);
          var second = LocalServer.start("", database.settings(), address, TemporalTls.NONE)) {
        var one = TestServer.of(first);
        revoked(one, TestServer.of(second, one.firstPassword()));
      }
    }
  }

  private static void revoked(TestServer one, TestServer other) {
    one.add("anna");
    var anna = other.login("anna", TestServer.password());
    var grant = Map.of("principal", "anna", "role", "responder", "environment", "production");
    var given = one.post(one.administrator(), "/api/v1/grants", grant);
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    assertThat(other.get(anna, "/api/v1/incidents").status()).isEqualTo(200);
    one.post(one.administrator(), ROLES, Map.of("grant", List.of("responder")));
    assertThat(freeze(other, anna)).isEqualTo(200);

    var id = given.json().path("id").asString();
    one.delete(one.administrator(), "/api/v1/grants/" + id);
    one.post(one.administrator(), ROLES, Map.of("revoke", List.of("responder")));
    Eventually.holds("the door knows", () -> other.get(anna, "/api/v1/incidents").status() == 403);
    Eventually.holds("the decider knows", () -> freeze(other, anna) == 403);
  }
}
