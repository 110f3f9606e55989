package io.countersign.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.FreePort;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who is let in first, and who is let in again. */
@Execution(ExecutionMode.CONCURRENT)
class FirstAdministratorTest {
  @TempDir Path folder;

  @Test
  void serversThatStartAtOnceMakeOne() throws Exception {
    var database = TestDatabase.create();
    int port = FreePort.any();
    try (var temporal = io.temporal.testserver.TestServer.createPortBoundServer(port, true)) {
      assertThat(temporal).isNotNull();
      var both =
          LocalServer.startTwo(
              "settling: {quietSeconds: 1}", database.settings(), "127.0.0.1:" + port);
      try (var one = both.getFirst();
          var other = both.getLast()) {
        var told = Stream.of(one, other).filter(FirstAdministratorTest::wasTold).toList();
        assertThat(told).hasSize(1);
        var password = told.getFirst().firstPassword();
        var first = TestServer.of(told.getFirst());
        var second = TestServer.of(told.getFirst() == one ? other : one, password);
        for (var server : List.of(first, second)) {
          assertThat(server.administrator()).isNotEmpty();
        }
        assertThat(events(first, "access.principal-registered")).hasSize(1);
      }
    }
  }

  private static boolean wasTold(LocalServer server) {
    try {
      return !server.firstPassword().isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  /** The one way back where nobody is left to confirm anything. */
  @Test
  void whoeverCanStartTheServerIsLetInAndThatIsSaid() throws Exception {
    try (var server = TestServer.fresh()) {
      var file = folder.resolve("secret");
      assertThat(server.bean(FirstAdministrator.class).recover(file)).isEqualTo("admin");

      assertThat(server.get(server.administrator(), "/api/v1/me").status()).isEqualTo(401);
      assertThat(server.tryLogin("admin", server.firstPassword()).status()).isEqualTo(401);
      var admin = redeemed(server, "admin", file);
      assertThat(server.get(admin, "/api/v1/doctor").text()).contains("was let in as an admin");
      assertThat(events(server, admin, "access.administrator-recovered")).hasSize(1);

      var second = invite(server, admin, "second").json().path("secret").asString();
      server.redeem("second", second, TestServer.password());
      var bearer = server.login("second", TestServer.password());
      var third = bothHalves(server, invite(server, admin, "third"), bearer);
      assertThat(server.redeem("third", third, TestServer.password()).status()).isEqualTo(200);
      var gone = server.post(bearer, "/api/v1/users/admin/disable", Map.of("reason", "left"));
      assertThat(gone.status()).as(gone.text()).isEqualTo(200);
      assertThat(server.bean(FirstAdministrator.class).recover(file)).isEqualTo("admin-2");
      var again = redeemed(server, "admin-2", file);
      assertThat(server.get(again, "/api/v1/users").status()).isEqualTo(200);
    }
  }

  private static TestServer.Reply invite(TestServer server, String bearer, String name) {
    var body = Map.of("name", name, "roles", List.of("administrator"));
    return server.post(bearer, "/api/v1/users", body);
  }

  /** Who is invited by two persons counts apart from either. */
  private static String bothHalves(TestServer server, TestServer.Reply proposed, String second) {
    var path = "/api/v1/confirmations/" + proposed.json().path("confirmation").asString();
    var digest = server.get(second, path).json().path("digest").asString();
    var reply = server.post(second, path + "/confirm", Map.of("digest", digest));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return proposed.json().path("secret").asString() + "-" + reply.json().path("secret").asString();
  }

  private static String redeemed(TestServer server, String login, Path file) throws IOException {
    var secret = Files.readString(file).strip();
    assertThat(server.redeem(login, secret, TestServer.password()).status()).isEqualTo(200);
    return server.login(login, TestServer.password());
  }

  private static List<String> events(TestServer server, String type) {
    return events(server, server.administrator(), type);
  }

  private static List<String> events(TestServer server, String bearer, String type) {
    return server
        .get(bearer, "/api/v1/audit/events?limit=200&type=" + type)
        .json()
        .path("items")
        .valueStream()
        .map(Object::toString)
        .toList();
  }
}
