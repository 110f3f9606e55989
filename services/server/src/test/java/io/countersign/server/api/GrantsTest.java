package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Grants and groups through the API, while there is one administrator. */
class GrantsTest {
  private final TestServer server = TestServer.running();
  private final String name = "g" + UUID.randomUUID().toString().substring(0, 8);

  private TestServer.Reply give(String role, Map<String, String> more) {
    var body = new HashMap<String, Object>(Map.of("principal", name, "role", role));
    body.putAll(more);
    return server.post(server.administrator(), "/api/v1/grants", body);
  }

  private String list() {
    return server.get(server.administrator(), "/api/v1/grants").text();
  }

  @Test
  void aGrantIsGivenListedAndRevokedAtOnce() {
    server.add(name, "viewer");
    var given = give("responder", Map.of("team", "payments", "until", "2099-01-01T00:00:00Z"));
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    var id = given.json().path("id").asString();
    assertThat(list()).contains(id, name, "payments", "2099-01-01T00:00:00Z");

    var revoked = server.delete(server.administrator(), "/api/v1/grants/" + id);
    assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
    assertThat(list()).doesNotContain(id);
    assertThat(server.delete(server.administrator(), "/api/v1/grants/" + id).code())
        .isEqualTo("UNKNOWN_GRANT");
  }

  /** Also by who may not see what others hold. */
  @Test
  void whatOneHoldsWithinBoundsIsShownToOneself() {
    server.add(name);
    assertThat(give("approver", Map.of("team", "t" + name)).status()).isEqualTo(200);
    assertThat(give("responder", Map.of("until", "2099-01-01T00:00:00Z")).status()).isEqualTo(200);
    var opened = server.tryLogin(name, TestServer.password()).json();
    var me = server.get(opened.path("session").asString(), "/api/v1/me").json();
    for (var told : List.of(opened, me)) {
      assertThat(told.path("roles")).isEmpty();
      assertThat(told.path("bounded").toString())
          .contains("\"role\":\"APPROVER\",\"where\":\"for team t" + name + "\"")
          .contains("\"role\":\"RESPONDER\",\"where\":\"everywhere\"")
          .contains("\"until\":\"2099-01-01T00:00:00Z\"");
    }
    assertThat(server.get(server.administrator(), "/api/v1/users").text())
        .contains("for team t" + name);
  }

  @Test
  void whyItWasGivenIsKeptAndShown() {
    server.add(name, "viewer");
    var given = give("responder", Map.of("team", "payments", "reason", "on call in May " + name));
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    var admin = server.administrator();
    assertThat(server.get(admin, "/api/v1/grants").text())
        .contains("\"reason\":\"on call in May " + name + "\"");
    assertThat(server.get(admin, "/api/v1/audit/events?limit=500&type=access.grant-given").text())
        .contains("on call in May " + name);
  }

  @Test
  void aConflictIsNamed() {
    server.add(name, "viewer");
    assertThat(give("policy_author", Map.of("team", "payments")).status()).isEqualTo(200);
    assertThat(give("approver", Map.of("team", "payments", "environment", "staging")).text())
        .contains("ROLE_CONFLICT", "POLICY_AUTHOR and APPROVER");
    assertThat(give("approver", Map.of("team", "search")).status()).isEqualTo(200);
    assertThat(give("alert_intake", Map.of("team", "search")).code()).isEqualTo("ROLE_CONFLICT");
  }

  @Test
  void whatIsWrongWithItIsSaid() {
    server.add(name, "viewer");
    assertThat(give("responder", Map.of()).code()).isEqualTo("BAD_REQUEST");
    assertThat(give("king", Map.of("team", "a")).code()).isEqualTo("BAD_REQUEST");
    assertThat(give("responder", Map.of("team", "a", "until", "2001-01-01T00:00:00Z")).code())
        .isEqualTo("BAD_REQUEST");
    assertThat(
            server
                .post(
                    server.administrator(),
                    "/api/v1/grants",
                    Map.of("principal", "nobody-at-all", "role", "viewer", "team", "a"))
                .code())
        .isEqualTo("UNKNOWN_PRINCIPAL");
    assertThat(server.post(server.person("responder"), "/api/v1/grants", Map.of()).status())
        .isEqualTo(403);
  }

  /** Whoever confirms by a name has to mean the same one. */
  @Test
  void aNameIsAPersonsOrAServices() {
    var admin = server.administrator();
    var token = Map.of("name", name, "roles", List.of("viewer"));
    assertThat(server.post(admin, "/api/v1/tokens", token).status()).isEqualTo(200);
    assertThat(server.add(name).code()).isEqualTo("PRINCIPAL_EXISTS");
    assertThat(server.add("usr_0123456789abcdef0123").code()).isEqualTo("PRINCIPAL_EXISTS");
    assertThat(server.add("grp_0123456789abcdef0123").code()).isEqualTo("PRINCIPAL_EXISTS");
    server.add("p" + name);
    var persons = Map.of("name", "P" + name, "roles", List.of("viewer"));
    assertThat(server.post(admin, "/api/v1/tokens", persons).code()).isEqualTo("PRINCIPAL_EXISTS");
    assertThat(server.post(admin, "/api/v1/tokens", token).status()).isEqualTo(200);
    assertThat(give("viewer", Map.of("team", "a")).text()).contains("give the id");
  }

  @Test
  void whatNobodySeesIsInNoName() {
    server.add(name, "viewer");
    var admin = server.administrator();
    for (var hidden : new String[] {"\u200b", "\u202e", "\u3164", "\u0007", "\ufe0f", "\u00ad"}) {
      var text = "pay" + hidden + "ments";
      for (var part : new String[] {"team", "environment", "service", "action"}) {
        assertThat(give("responder", Map.of(part, text)).text()).contains("/" + part);
      }
      var token = Map.of("name", text, "roles", List.of("viewer"));
      assertThat(server.post(admin, "/api/v1/tokens", token).status()).isEqualTo(400);
      var group = Map.of("name", name, "title", text);
      assertThat(server.post(admin, "/api/v1/groups", group).status()).isEqualTo(400);
    }
    assertThat(give("responder", Map.of("team", "Zürich 東京")).status()).isEqualTo(200);
  }

  /** What halts execution is a person's word. */
  @Test
  void aServiceIsNoOperator() {
    var token = Map.of("name", name, "roles", List.of("operator"));
    assertThat(server.post(server.administrator(), "/api/v1/tokens", token).code())
        .isEqualTo("ROLE_CONFLICT");
  }

  @Test
  void aGrantThatReachesNothingYetIsSaidToBeOne() {
    server.add(name, "viewer");
    var given = give("responder", Map.of("team", "no-such-" + name));
    assertThat(given.status()).isEqualTo(200);
    assertThat(given.json().path("warning").asString())
        .contains("no team is called no-such-" + name);
  }

  @Test
  void aGroupHasMembersAndGrants() {
    server.add(name, "viewer");
    var admin = server.administrator();
    var group = Map.of("name", name, "title", "On call");
    assertThat(server.post(admin, "/api/v1/groups", group).status()).isEqualTo(200);
    assertThat(server.post(admin, "/api/v1/groups", Map.of("name", name)).code())
        .isEqualTo("GROUP_EXISTS");
    var members = "/api/v1/groups/" + name + "/members";
    var added = server.post(admin, members, Map.of("principal", name));
    assertThat(added.status()).as(added.text()).isEqualTo(200);
    var grant = Map.of("group", name, "role", "responder", "team", "payments");
    assertThat(server.post(admin, "/api/v1/grants", grant).status()).isEqualTo(200);
    assertThat(server.put(admin, "/api/v1/groups/" + name, "{\"title\":\"Others\"}").status())
        .isEqualTo(200);
    assertThat(server.get(admin, "/api/v1/groups").text()).contains("Others", "[\"" + name + "\"]");
    assertThat(server.delete(admin, members + "/" + name).status()).isEqualTo(200);
    assertThat(server.get(admin, "/api/v1/groups").text()).contains("\"members\":[]");
  }
}
