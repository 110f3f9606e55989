package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and how far. */
class AccessTest {
  private final TestServer server = TestServer.running();

  @Test
  void aPasswordOpensASessionAndALogoutClosesIt() {
    var name = "p" + UUID.randomUUID();
    server.add(name, "viewer");
    var opened = server.tryLogin(name, TestServer.password());
    var bearer = opened.json().path("session").asString();

    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.json().path("roles").toString()).isEqualTo("[\"VIEWER\"]");
    var me = server.get(bearer, "/api/v1/me").json();
    assertThat(me.path("name").asString()).isEqualTo(name);
    assertThat(opened.json().path("expiresAt").asString())
        .startsWith(me.path("expiresAt").asString().substring(0, 19));
    assertThat(me.path("administrators").toString()).contains("\"admin\"");

    assertThat(server.post(bearer, "/api/v1/logout", Map.of()).status()).isEqualTo(200);
    assertThat(server.get(bearer, "/api/v1/me").code()).isEqualTo("UNAUTHENTICATED");
  }

  /** Otherwise a lock would tell who exists. */
  @Test
  void fiveFailuresLockANameWhetherOrNotSomebodyHasIt() {
    var known = "p" + UUID.randomUUID();
    server.add(known, "viewer");
    for (var name : List.of(known, "nobody" + UUID.randomUUID())) {
      for (int i = 0; i < 5; i++) {
        assertThat(server.tryLogin(name, "wrong").code()).isEqualTo("BAD_CREDENTIALS");
      }
      var locked = server.tryLogin(name, TestServer.password());
      assertThat(locked.code()).isEqualTo("LOCKED_OUT");
      assertThat(locked.status()).isEqualTo(401);
      assertThat(locked.json().path("detail").asString()).matches(".*, until 20[0-9T:-]+Z\\.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "ses_00000000000000000000.AAAA",
        "tok_00000000000000000000.",
        "ses_00000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whateverIsWrongWithABearerTheAnswerIsTheSame(String bearer) {
    var none = server.get("", "/api/v1/incidents");
    var wrong = server.get(bearer, "/api/v1/incidents");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).isEqualTo(none.text());
    assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void aSecretThatDiffersInOneCharacterIsNobodys() {
    var good = server.person("viewer");
    var last = good.charAt(good.length() - 5);
    var bad =
        good.substring(0, good.length() - 5)
            + (last == 'A' ? 'B' : 'A')
            + good.substring(good.length() - 4);

    assertThat(server.get(good, "/api/v1/me").status()).isEqualTo(200);
    assertThat(server.get(bad, "/api/v1/me").status()).isEqualTo(401);
  }

  /** An old one may still be sent along. */
  @Test
  void aWrongBearerKeepsNobodyFromLoggingIn() {
    var ended = server.person("viewer");
    assertThat(server.post(ended, "/api/v1/logout", Map.of()).status()).isEqualTo(200);
    var login = Map.of("name", "admin", "password", server.firstPassword());

    assertThat(server.post(ended, "/api/v1/login", login).status()).isEqualTo(200);
    assertThat(server.get(ended, "/actuator/health").status()).isEqualTo(200);
    assertThat(server.get(ended, "/v3/api-docs").status()).isEqualTo(200);
  }

  @Test
  void twoBearersAreNone() {
    var good = server.administrator();
    var request = server.request(good, "/api/v1/me").header("Authorization", "Bearer " + good);
    assertThat(server.send(request.GET()).code()).isEqualTo("UNAUTHENTICATED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer  "})
  void theSchemeIsReadAsHttpHasIt(String scheme) {
    var request =
        server.request("", "/api/v1/me").header("Authorization", scheme + server.administrator());
    assertThat(server.send(request.GET()).status()).isEqualTo(200);
  }

  @Test
  void aBearerInTheAddressIsNoBearer() {
    var reply = server.get("", "/api/v1/me?access_token=" + server.administrator());
    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void rolesCountFromTheNextRequestOn() {
    var name = "p" + UUID.randomUUID();
    server.add(name, "catalog_editor");
    var bearer = server.login(name, TestServer.password());
    assertThat(server.get(bearer, "/api/v1/incidents").status()).isEqualTo(403);

    var roles = "/api/v1/users/" + name + "/roles";
    server.post(server.administrator(), roles, Map.of("grant", List.of("Viewer")));
    assertThat(server.get(bearer, "/api/v1/incidents").status()).isEqualTo(200);

    server.post(server.administrator(), roles, Map.of("revoke", List.of("VIEWER")));
    assertThat(server.get(bearer, "/api/v1/incidents").status()).isEqualTo(403);
  }

  @Test
  void h06_whoIsDisabledIsOutAtOnce() {
    var name = "p" + UUID.randomUUID();
    server.add(name, "viewer");
    var bearer = server.login(name, TestServer.password());
    var disabled =
        server.post(
            server.administrator(),
            "/api/v1/users/" + name + "/disable",
            Map.of("reason", "has left"));

    assertThat(disabled.status()).isEqualTo(200);
    assertThat(server.get(bearer, "/api/v1/me").status()).isEqualTo(401);
    assertThat(server.tryLogin(name, TestServer.password()).code()).isEqualTo("BAD_CREDENTIALS");
  }

  @Test
  void onesOwnPasswordTakesTheOldOneAndEndsOtherSessions() {
    var name = "p" + UUID.randomUUID();
    server.add(name, "viewer");
    var other = server.login(name, TestServer.password());
    var bearer = server.login(name, TestServer.password());
    var path = "/api/v1/users/" + name + "/password";
    var old = TestServer.password();

    assertThat(change(bearer, path, "another secret", "guessed").code())
        .isEqualTo("BAD_CREDENTIALS");
    assertThat(change(bearer, path, "short", old).status()).isEqualTo(400);
    assertThat(server.post(bearer, path, Map.of("password", "another secret")).status())
        .isEqualTo(400);
    assertThat(server.get(other, "/api/v1/me").status()).isEqualTo(200);

    assertThat(change(bearer, path, "another secret", old).status()).isEqualTo(200);
    assertThat(server.get(bearer, "/api/v1/me").status()).isEqualTo(200);
    assertThat(server.get(other, "/api/v1/me").status()).isEqualTo(401);
    assertThat(server.login(name, "another secret")).isNotEmpty();
    assertThat(server.tryLogin(name, old).status()).isEqualTo(401);
  }

  private TestServer.Reply change(String bearer, String path, String password, String current) {
    return server.post(bearer, path, Map.of("password", password, "current", current));
  }

  @Test
  void onlyAnAdministratorManagesOthers() {
    var viewer = server.person("viewer", "approver");

    assertThat(server.get(viewer, "/api/v1/users").text())
        .contains(
            "FORBIDDEN",
            "This takes the role ADMINISTRATOR or AUDITOR; you hold VIEWER and APPROVER.");
    assertThat(server.post(viewer, "/api/v1/tokens", Map.of()).status()).isEqualTo(403);
    assertThat(
            server
                .post(viewer, "/api/v1/users/admin/password", Map.of("password", "a new secret"))
                .code())
        .isEqualTo("FORBIDDEN");
    assertThat(server.add("p" + UUID.randomUUID(), "administrator", "approver").code())
        .isEqualTo("ROLE_CONFLICT");
  }

  /** A refused person must not keep the name. */
  @Test
  void aNameIsFreeAgainWhenItsPersonWasRefused() {
    var name = "p" + UUID.randomUUID();
    assertThat(server.add(name, "alert_intake").status()).isEqualTo(409);
    assertThat(server.add(name, "viewer").status()).isEqualTo(200);
    assertThat(server.add(name, "viewer").code()).isEqualTo("PRINCIPAL_EXISTS");
  }

  @Test
  void theSameRequestTwiceAddsOnePersonAndTellsASecretOnce() {
    var key = UUID.randomUUID().toString();
    var name = "p" + UUID.randomUUID();
    var person =
        "{\"name\":\"%s\",\"password\":\"%s\",\"roles\":[\"viewer\"]}"
            .formatted(name, TestServer.password());
    var first = keyed("/api/v1/users", key, person);
    var second = keyed("/api/v1/users", key, person);
    assertThat(second.text()).isEqualTo(first.text());

    var token = "{\"name\":\"t\",\"roles\":[\"viewer\"]}";
    assertThat(keyed("/api/v1/tokens", key, token).status()).isEqualTo(200);
    assertThat(keyed("/api/v1/tokens", key, token).status()).isEqualTo(409);
  }

  private TestServer.Reply keyed(String path, String key, String body) {
    return server.send(
        server
            .request(server.administrator(), path)
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void aRevokedTokenOpensNothing() {
    var token = server.token("", "viewer");
    var id = token.substring(0, token.indexOf('.'));
    assertThat(server.get(token, "/api/v1/incidents").status()).isEqualTo(200);

    assertThat(server.delete(server.administrator(), "/api/v1/tokens/" + id).status())
        .isEqualTo(200);
    assertThat(server.get(token, "/api/v1/incidents").status()).isEqualTo(401);
    assertThat(server.delete(server.administrator(), "/api/v1/tokens/tok_x").code())
        .isEqualTo("UNKNOWN_TOKEN");
  }

  @Test
  void whoTriesWhatIsNotTheirsIsRecordedOnceAMinute() {
    var approver = server.person("approver");
    var me = server.get(approver, "/api/v1/me").json().path("principal").asString();
    var decision = Map.of("decision", "approve", "planDigest", "0".repeat(64));
    for (int i = 0; i < 3; i++) {
      assertThat(server.post(approver, "/api/v1/users", Map.of()).status()).isEqualTo(403);
      assertThat(
              server
                  .post(approver, "/api/v1/remediations/rem_0000000000000000/decisions", decision)
                  .status())
          .isEqualTo(404);
    }
    assertThat(server.get(approver, "/api/v1/users").status()).isEqualTo(403);

    Eventually.holds(
        "both kinds of attempt",
        () -> attempts(me).stream().map(it -> it.substring(17)).distinct().count() == 2);
    assertThat(attempts(me)).doesNotHaveDuplicates();
    assertThat(attempts(me).stream().map(it -> it.substring(17)).distinct())
        .containsExactlyInAnyOrder("FORBIDDEN POST users", "UNKNOWN_REMEDIATION POST remediations");
  }

  /** Each with its minute. */
  private List<String> attempts(String principal) {
    var path = "/api/v1/audit/events?limit=500&order=desc&type=access.attempt-refused";
    return server
        .get(server.administrator(), path)
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path("aggregate").isMissingNode() || it.path("aggregate").isNull())
        .map(it -> it.path("payload"))
        .filter(it -> it.path("by").asString("").equals(principal))
        .map(
            it ->
                it.path("at").asString().substring(0, 16)
                    + " "
                    + it.path("code").asString()
                    + " "
                    + it.path("command").asString())
        .toList();
  }

  @Test
  void theKillSwitchIsAnAdministrators() {
    var path = "/api/v1/kill-switch";
    var on = "{\"on\":true,\"reason\":\"storm\"}";
    assertThat(server.put(server.person("commander"), path, on).code()).isEqualTo("FORBIDDEN");
    assertThat(server.put(server.administrator(), path, "{\"on\":true}").code())
        .isEqualTo("REASON_REQUIRED");

    var viewer = server.person("viewer");
    try {
      assertThat(server.put(server.administrator(), path, on).status()).isEqualTo(200);
      assertThat(server.get(viewer, path).json().path("on").asBoolean()).isTrue();
    } finally { // others share the server
      server.put(server.administrator(), path, "{\"on\":false,\"reason\":\"over\"}");
    }
    assertThat(server.get(server.administrator(), path).json().path("on").asBoolean()).isFalse();
  }
}
