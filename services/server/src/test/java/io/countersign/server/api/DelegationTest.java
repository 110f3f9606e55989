package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Delegations over HTTP: given, listed, ended by either. */
class DelegationTest {
  private static final String PATH = "/api/v1/delegations";
  private final TestServer server = TestServer.running();
  private final String deputy = "p" + UUID.randomUUID();
  private final String approver = server.person("approver");

  @Test
  void aDelegationIsGivenListedAndEndedByEither() {
    server.add(deputy, "responder");
    var bearer = server.login(deputy, TestServer.password());
    var given = give(approver, Duration.ofDays(1), "environment", "rig");
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    for (var who : new String[] {approver, bearer}) {
      var item = server.get(who, PATH).json().path("items").path(0);
      assertThat(item.path("toName").asString()).isEqualTo(deputy);
      assertThat(item.path("scope").asString()).isEqualTo("environment=rig");
      assertThat(item.path("outOfOffice").asBoolean()).isTrue();
    }
    var id = server.get(bearer, PATH).json().at("/items/0/delegation").asString();
    assertThat(server.delete(server.person("approver"), PATH + "/" + id).code())
        .isEqualTo("FORBIDDEN");
    assertThat(server.delete(bearer, PATH + "/" + id).status()).isEqualTo(200);
    assertThat(server.get(approver, PATH).json().path("items").size()).isZero();
  }

  /** Also once it's over: an auditor asks about March. */
  @Test
  void whoCouldApproveIncludesWhomItWasDelegatedTo() {
    server.add(deputy, "responder");
    var bearer = server.login(deputy, TestServer.password());
    assertThat(whoCould("service/rig/web", Instant.now())).doesNotContain(deputy);
    var given = give(approver, Duration.ofDays(1), "environment", "rig");
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    var during = Instant.now();
    assertThat(whoCould("service/rig/web", during)).contains(deputy, "\"absent\":true");
    assertThat(whoCould("service/elsewhere/web", during)).doesNotContain(deputy);
    var id = server.get(bearer, PATH).json().at("/items/0/delegation").asString();
    assertThat(server.delete(bearer, PATH + "/" + id).status()).isEqualTo(200);
    assertThat(whoCould("service/rig/web", Instant.now())).doesNotContain(deputy);
    assertThat(whoCould("service/rig/web", during)).contains(deputy);
  }

  /** Policy asks commanders too; and all that the product lets somebody do can be asked about. */
  @Test
  void whoCouldIsAskedOfAllThatIsDecided() {
    server.add(deputy, "commander");
    assertThat(whoCould("service/rig/web", Instant.now())).contains(deputy);
    for (var action :
        List.of(
            "halt",
            "release",
            "keep-calendar",
            "open-calendar",
            "promote",
            "demote",
            "break-glass",
            "review",
            "command",
            "stop",
            "respond")) {
      var path = "/api/v1/access/who-could?entity=service/rig/web&action=" + action;
      var answer = server.get(server.administrator(), path);
      assertThat(answer.status()).as(action).isEqualTo(200);
      assertThat(answer.text()).as(action).contains(deputy);
    }
  }

  private String whoCould(String entity, Instant at) {
    return server
        .get(
            server.administrator(),
            "/api/v1/access/who-could?action=approve&entity=" + entity + "&at=" + at)
        .text();
  }

  @Test
  void b22_neitherForTooLongNorByWhoDecidesNothing() {
    server.add(deputy, "responder");
    assertThat(give(approver, Duration.ofDays(31), "team", "shop").code())
        .isEqualTo("DELEGATION_PERIOD");
    assertThat(give(server.person("viewer"), Duration.ofDays(1), "team", "shop").code())
        .isEqualTo("FORBIDDEN");
    assertThat(server.delete(approver, PATH + "/dlg_00000000000000000000").code())
        .isEqualTo("UNKNOWN_DELEGATION");
  }

  /** Who there is is nothing for who may give none. */
  @Test
  void whetherThereIsSuchAPersonIsToldToWhoMayDelegate() {
    server.add(deputy, "viewer");
    var until = Instant.now().plusSeconds(3_600).toString();
    var nobody = Map.of("to", "nobody-" + UUID.randomUUID(), "until", until);
    for (var role : new String[] {"viewer", "responder"}) {
      var who = server.person(role);
      var known = server.post(who, PATH, Map.of("to", deputy, "until", until));
      var unknown = server.post(who, PATH, nobody);
      assertThat(unknown.status()).isEqualTo(403);
      assertThat(unknown.json().path("detail")).isEqualTo(known.json().path("detail"));
    }
    var told = server.post(approver, PATH, nobody);
    assertThat(told.status()).isEqualTo(400);
    assertThat(told.text()).contains("is nobody's login name");
  }

  private TestServer.Reply give(String bearer, Duration lasts, String part, String name) {
    return server.post(
        bearer,
        PATH,
        Map.of(
            "to",
            deputy,
            "until",
            Instant.now().plus(lasts).toString(),
            part,
            name,
            "outOfOffice",
            true));
  }
}
