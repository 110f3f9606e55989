package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever keeps calendars of a part sees those that hold it up, and lifts their own by two. */
class BoundedCalendarTest {
  @AutoClose private static final TestServer SERVER = TestServer.fresh();
  private static final String PAULA = bounded("paula", "responder", "pay");
  private static final String WANDA = bounded("wanda", "responder", "web");
  private static final String SECOND = SERVER.secondAdministrator();
  private static final String PETER = approver("peter");
  private static final String CALENDARS = "/api/v1/calendars";

  private static String bounded(String name, String role, String team) {
    var bearer = SERVER.invited(name);
    var grant = Map.of("principal", name, "role", role, "team", team);
    var given = SERVER.post(SERVER.administrator(), "/api/v1/grants", grant);
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    return bearer;
  }

  /** With a password that two administrators handed out: who alone did could be them. */
  private static String approver(String name) {
    var root = SERVER.administrator();
    SERVER.add(name);
    var reset = SERVER.post(root, "/api/v1/users/" + name + "/reset", Map.of()).json();
    var rest = confirm(SECOND, reset.path("confirmation").asString()).path("secret").asString();
    SERVER.redeem(name, reset.path("secret").asString() + "-" + rest, TestServer.password());
    var grant = Map.of("principal", name, "role", "approver", "team", "pay");
    var given = SERVER.post(root, "/api/v1/grants", grant).json();
    confirm(SECOND, given.path("confirmation").asString());
    return SERVER.login(name, TestServer.password());
  }

  private static JsonNode confirm(String bearer, String id) {
    var path = "/api/v1/confirmations/" + id;
    var digest = Map.of("digest", SERVER.get(bearer, path).json().path("digest").asString());
    var confirmed = SERVER.post(bearer, path + "/confirm", digest);
    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
    return confirmed.json();
  }

  private static void freeze(String bearer, String name, String scope, boolean dependents) {
    var body =
        """
        {"kind": "freeze", "scope": "%s", "dependents": %s, "reason": "as planned", "entries":
          [{"start": "2020-01-01T00:00:00Z", "end": "2020-12-31T23:59:59Z", "rule": "FREQ=YEARLY"}]}\
        """
            .formatted(scope, dependents);
    var set = SERVER.put(bearer, CALENDARS + "/" + name, body);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  private static void catalogue() {
    var reply =
        SERVER.put(
            SECOND,
            "/api/v1/catalog",
            """
            environment: staging
            entities:
              - {name: cart, owner: pay, tier: 2}
              - {name: page, owner: web, tier: 2}
            """);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  @Test
  void whatTwoOfATeamClosedTwoOfItOpen() {
    freeze(PAULA, "pay-week", "team=pay", false);
    var proposed =
        SERVER.post(PAULA, CALENDARS + "/pay-week/lift", Map.of("reason", "over")).json();
    assertThat(proposed.path("outcome").asString()).isEqualTo("proposed");
    var confirmation = proposed.path("confirmation").asString();
    assertThat(SERVER.get(WANDA, "/api/v1/confirmations/" + confirmation).code())
        .isEqualTo("UNKNOWN_CONFIRMATION");
    confirm(PETER, confirmation);
    assertThat(SERVER.get(PAULA, CALENDARS + "/pay-week").code()).isEqualTo("UNKNOWN_CALENDAR");
  }

  @Test
  void eachSeesWhatMayHoldUpTheirOwn() {
    catalogue();
    freeze(PAULA, "pay-only", "team=pay", false);
    freeze(SECOND, "all", "organisation", false);
    freeze(SECOND, "page", "service/staging/page", false);
    freeze(SECOND, "page-and-more", "service/staging/page", true);
    var seen = SERVER.get(PAULA, CALENDARS).text();
    assertThat(seen)
        .contains("\"pay-only\"", "\"all\"", "\"page-and-more\"")
        .doesNotContain("\"page\"");
    assertThat(SERVER.get(WANDA, CALENDARS).text())
        .contains("\"page\"", "\"all\"")
        .doesNotContain("\"pay-only\"");
    assertThat(SERVER.get(WANDA, CALENDARS + "/pay-only").code()).isEqualTo("UNKNOWN_CALENDAR");
    assertThat(SERVER.get(WANDA, CALENDARS + "/pay-only.ics").status()).isEqualTo(404);
    var state = CALENDARS + "/state?target=service/staging/";
    assertThat(SERVER.get(PAULA, state + "cart").json().path("state").asString())
        .isEqualTo("frozen");
    assertThat(SERVER.get(PAULA, state + "page").code()).isEqualTo("UNKNOWN_CALENDAR");
  }

  /** Its dependents are anybody's. */
  @Test
  void whatHoldsDependentsIsNotATeamsToLift() {
    catalogue();
    freeze(SECOND, "cart-and-more", "service/staging/cart", true);
    assertThat(
            SERVER.post(PAULA, CALENDARS + "/cart-and-more/lift", Map.of("reason", "over")).code())
        .isEqualTo("FORBIDDEN");
    var lifted =
        SERVER.post(SECOND, CALENDARS + "/cart-and-more/lift", Map.of("reason", "over")).json();
    var confirmation = "/api/v1/confirmations/" + lifted.path("confirmation").asString();
    assertThat(SERVER.get(PETER, confirmation).code()).isEqualTo("UNKNOWN_CONFIRMATION");
  }
}
