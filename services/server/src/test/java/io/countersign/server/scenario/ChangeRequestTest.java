package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.server.ticketing.SimulatedConnections;
import io.countersign.simulators.servicenow.ServiceNowSimulator;
import io.countersign.simulators.servicenow.SnowInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A change request in a simulated ServiceNow from the configuration to its close notes: an approver
 * who linked their account there says yes there, which is evidence or an approval, as policy says.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChangeRequestTest {
  private static final String TICKETS =
      """
      ticketing:
      %s\
      tickets:
        - name: incidents
          connection: snow
          kind: incident
          pollSeconds: 10
          map:
            - {local: state, remote: state}
        - name: changes
          connection: snow
          kind: change-request
          pollSeconds: 10
          map:
            - {local: state, remote: state, direction: out}
            - {local: risk, remote: risk, transform: {low: "4", medium: "3", high: "2", critical: "2"}}
            - {local: start, remote: start_date}
            - {local: end, remote: end_date}
            - {local: plan, remote: implementation_plan}
            - {local: backout, remote: backout_plan}
            - {local: result, remote: close_notes}
      """;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  @Test
  void anApproversYesThereIsEvidenceUntilPolicySaysThatItCounts() throws Exception {
    var password = Files.writeString(folder.resolve("password"), "p");
    try (var snow = new ServiceNowSimulator(0, "p", InstantSource.system());
        var scene =
            new ShopScene(
                it ->
                    it
                        + TICKETS.formatted(
                            SimulatedConnections.serviceNow(snow.address(), password)))) {
      var there = snow.instance();
      var cora = scene.operator.invited("cora", "approver", "responder");
      scene.aBadReleaseFails();
      var first = scene.operator.expectRemediation("awaiting_approval");
      var change = authorised(scene, there, first);
      links(scene, there, cora, change);
      there.decide("carol", change, true, "go ahead");
      var said = said(scene, first);
      assertThat(said.path("counted").asBoolean()).isFalse();
      assertThat(said.path("why").asString()).contains("policy counts no approvals");
      assertThat(card(scene, first).path("state").asString()).isEqualTo("awaiting_approval");
      assertThat(scene.count("remediation.approval-granted")).isZero();
      assertThat(scene.operator.decide(first, "approve", "as shown").status()).isEqualTo(200);
      end(scene, there, first, change);

      scene.operator.putInForce(
          files ->
              files.replaceAll(
                  (name, text) ->
                      name.startsWith("approval/") && !name.contains("/tests/")
                          ? text.replace("\nrequire:\n", "\nrequire:\n  changeApprovals: true\n")
                          : text));
      scene.aBadReleaseFails();
      var second = scene.operator.expectRemediation("awaiting_approval");
      var counted = authorised(scene, there, second);
      there.decide("carol", counted, true, "go ahead again");
      var yes = said(scene, second);
      assertThat(yes.path("counted").asBoolean()).as(yes.toString()).isTrue();
      assertThat(yes.path("by").asString()).isEqualTo("cora");
      end(scene, there, second, counted);
      assertThat(scene.count("remediation.approval-granted")).isEqualTo(2);
    }
  }

  /** The change request that a rule opened, once it carries the plan and its approver was asked. */
  private static String authorised(ShopScene scene, SnowInstance there, JsonNode plan) {
    var id = plan.path("id").asString();
    var change =
        Operator.expect("a change request of " + id, () -> linked(scene, id))
            .replaceFirst("^.*/", "");
    assertThat(there.value("change_request", change, "description"))
        .contains(plan.path("planDigest").asString());
    Operator.expect(
        "the plan's fields are there",
        () ->
            Optional.of(there.value("change_request", change, "implementation_plan"))
                .filter(it -> it.contains("rollback")));
    Operator.expect(
        "the second in which it was asked for, which times there don't tell apart, is over",
        () ->
            Optional.of(there.value("change_request", change, "start_date"))
                .filter(it -> !it.isEmpty() && TIME.format(Instant.now()).compareTo(it) > 0));
    Operator.expect(
        "approval is asked for there",
        () -> Optional.of(there.value("change_request", change, "state")).filter("-3"::equals));
    return change;
  }

  private static Optional<String> linked(ShopScene scene, String holder) throws IOException {
    return scene
        .operator
        .get("/api/v1/sync?holder=" + holder)
        .body()
        .path("items")
        .valueStream()
        .filter(it -> it.path("state").asString().equals("linked"))
        .map(it -> it.path("ticket").asString())
        .findFirst();
  }

  /** As the guide says: the code into a comment there, and a confirmation here. */
  private static void links(ShopScene scene, SnowInstance there, String bearer, String change)
      throws IOException {
    var api = scene.api();
    var code =
        api.post(bearer, "/api/v1/me/links", Map.of("system", "snow"))
            .json()
            .path("code")
            .asString();
    there.update("carol", "change_request", change, Map.of("comments", "It's me: " + code));
    var proposed =
        Operator.expect(
            "the account that showed the code",
            () ->
                api.get(bearer, "/api/v1/me/links/proposals")
                    .json()
                    .path("items")
                    .valueStream()
                    .findFirst());
    assertThat(proposed.path("account").asString()).isEqualTo(there.userId("carol"));
    assertThat(proposed.path("author").asString()).isEqualTo("carol");
    var confirm = "/api/v1/me/links/" + proposed.path("link").asString() + "/confirmation";
    var confirmed = api.post(bearer, confirm, Map.of("account", there.userId("carol")));
    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
  }

  private static JsonNode card(ShopScene scene, JsonNode plan) throws IOException {
    return scene.operator.get("/api/v1/remediations/" + plan.path("id").asString()).body();
  }

  /** What was said on the plan's change request, as the card shows it. */
  private static JsonNode said(ShopScene scene, JsonNode plan) {
    return Operator.expect(
        "what carol said there",
        () ->
            card(scene, plan)
                .path("tickets")
                .valueStream()
                .flatMap(it -> it.path("change").path("approvals").valueStream())
                .findFirst());
  }

  /** The plan ran, and the change request tells its result. */
  private static void end(ShopScene scene, SnowInstance there, JsonNode plan, String change)
      throws IOException {
    Operator.expect(
        "the plan is completed",
        () -> Optional.of(card(scene, plan)).filter(it -> isIn(it, "completed")));
    Operator.expect(
        "close notes there",
        () ->
            Optional.of(there.value("change_request", change, "close_notes"))
                .filter(it -> !it.isEmpty()));
    Operator.expect(
        "the change is in review there",
        () -> Optional.of(there.value("change_request", change, "state")).filter("0"::equals));
    scene.alertsEnd();
    scene.operator.expectIncident("resolved");
  }

  private static boolean isIn(JsonNode card, String state) {
    return card.path("state").asString().equals(state);
  }
}
