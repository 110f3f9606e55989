package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassCommand.OpenBreakGlass;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.server.TestServer;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Break-glass over HTTP, by terms that no policy of this installation has. */
class BreakGlassTest {
  private static final String PATH = "/api/v1/break-glass";

  /** Without loops, which end what doesn't fire. */
  private final TestServer server = TestServer.withoutLoops();

  private final AlertId alert =
      new AlertId(Remediations.digest(UUID.randomUUID().toString()).hex());
  private final IncidentId incident = IncidentId.of(alert);
  private final BreakGlassId id = BreakGlassId.of(UUID.randomUUID());
  private final String opener = server.person("responder");
  private final String commander = server.person("commander");

  private void incidentOpens() {
    var first =
        new IncidentAlert(
            alert,
            Remediations.CHECKOUT,
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    send(
        new OpenIncident(incident, first, "HighErrorRate on checkout-api (rig)"),
        SystemOrigin.context(Instant.now()));
  }

  private void send(Command command, CommandContext context) {
    var receipt = server.bean(Ledger.class).send(new Submission.OfCommand(command, context)).join();
    assertThat(receipt.answer()).isEqualTo(new Answer.Done());
  }

  /** As the endpoint does it where policy lists restarts. */
  private void opened() {
    var bundle = server.bean(PolicyBundles.class).inForce().orElseThrow().digest();
    var terms =
        new BreakGlassTerms(
            bundle,
            Set.of(Role.RESPONDER, Role.COMMANDER),
            2,
            30,
            Set.of(Role.APPROVER),
            1,
            Set.of("rollback"),
            Set.of());
    var me = new PrincipalId(server.get(opener, "/api/v1/me").json().path("principal").asString());
    send(
        new OpenBreakGlass(id, incident, "all is down", Set.of("rollback"), 30, terms),
        new CommandContext(
            UUID.randomUUID(),
            new Actor(me, PrincipalKind.PERSON),
            Instant.now(),
            Surface.API,
            null,
            null,
            null,
            Facts.NONE));
  }

  @Test
  void f02_whatPolicyDoesNotListIsNotOpened() {
    incidentOpens();
    var reply =
        server.post(
            opener,
            PATH,
            Map.of("incident", incident.value(), "actions", List.of("rollback"), "reason", "down"));
    assertThat(reply.code()).isEqualTo("NOT_LISTED");
    assertThat(reply.text()).contains("break-glass.yaml");
  }

  /**
   * Each request has an id of its own: however many there are, the record grows by one a minute.
   */
  @Test
  void whoeverTriesOverAndOverIsOnRecordOnceAMinute() throws Exception {
    incidentOpens();
    var wanted =
        Map.of("incident", incident.value(), "actions", List.of("rollback"), "reason", "x");
    for (int i = 0; i < 20; i++) {
      assertThat(server.post(opener, PATH, wanted).code()).isEqualTo("NOT_LISTED");
    }
    Eventually.holds("it's on record", () -> refusals() > 0);
    assertThat(refusals()).isLessThanOrEqualTo(2); // where a minute has begun meanwhile
  }

  private long refusals() {
    var me = server.get(opener, "/api/v1/me").json().path("principal").asString();
    return server
        .bean(Ledger.class)
        .transactions()
        .call(
            sql ->
                sql.first(
                        "select count(*) as many from event where payload_type like"
                            + " '%.attempt-refused' and payload like ? and payload like"
                            + " '%NOT_LISTED%'",
                        row -> row.longValue("many"), "%" + me + "%")
                    .orElseThrow());
  }

  @Test
  void f11_twoOpenItAThirdReviewsItAndWhatItWasForIsSeen() {
    incidentOpens();
    opened();
    assertThat(listed(opener).path("state").asString()).isEqualTo("waiting");
    assertThat(agree(commander).code()).isEqualTo("NOT_COMMANDER");
    var taken = post(commander, "/api/v1/incidents/" + incident + "/commander", Map.of());
    assertThat(taken.status()).isEqualTo(200);
    assertThat(agree(commander).status()).isEqualTo(200);
    assertThat(listed(opener).path("state").asString()).isEqualTo("open");

    assertThat(review(server.person("approver")).code()).isEqualTo("NOT_YET");
    send(
        new RecoverIncident(incident, Remediations.readings(true, true), null),
        SystemOrigin.context(Instant.now()));
    assertThat(review(commander).code()).isEqualTo("SOD_REVIEWER");
    assertThat(review(server.person("approver")).status()).isEqualTo(200);
    Eventually.holds(
        "it's flagged",
        () -> listed(opener).path("flags").toString().contains("turned out to be none: recovered"));
    var seen = listed(opener);
    assertThat(seen.path("state").asString()).isEqualTo("over");
    assertThat(seen.path("reviews").path(0).path("justified").asBoolean()).isFalse();
    assertThat(seen.path("flags").toString()).contains("held unjustified");
    assertThat(seen.path("overdue").asBoolean()).isFalse();
    var story = server.get(opener, "/api/v1/incidents/" + incident + "/timeline").text();
    assertThat(story)
        .contains(
            "emergency.break-glass-opened",
            "emergency.break-glass-took-effect",
            "emergency.break-glass-reviewed");
  }

  /** Who is to agree within bounds finds it there, and whoever isn't finds nothing. */
  @Test
  void whoMayAgreeWithinBoundsSeesIt() {
    incidentOpens();
    opened();
    var service = Remediations.CHECKOUT.name();
    var within = bounded(service);
    assertThat(listed(within).path("state").asString()).isEqualTo("waiting");
    assertThat(agree(within).code()).isEqualTo("NOT_COMMANDER");
    var elsewhere = bounded("another-" + service);
    assertThat(server.get(elsewhere, PATH).text()).doesNotContain(id.value());
    assertThat(agree(elsewhere).code()).isEqualTo("UNKNOWN_BREAK_GLASS");
  }

  private String bounded(String service) {
    var name = "p" + UUID.randomUUID();
    server.add(name);
    var grant = Map.of("principal", name, "role", "commander", "service", service);
    var given = server.post(server.administrator(), "/api/v1/grants", grant);
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    return server.login(name, TestServer.password());
  }

  private JsonNode listed(String bearer) {
    for (var each : server.get(bearer, PATH).json().path("items")) {
      if (each.path("id").asString().equals(id.value())) {
        return each;
      }
    }
    throw new AssertionError("not listed: " + id);
  }

  private TestServer.Reply agree(String bearer) {
    return post(bearer, PATH + "/" + id + "/agree", Map.of());
  }

  private TestServer.Reply review(String bearer) {
    var body = Map.of("justified", false, "note", "it could have waited");
    return post(bearer, PATH + "/" + id + "/review", body);
  }

  private TestServer.Reply post(String bearer, String path, Map<String, ?> body) {
    return server.post(bearer, path, body);
  }
}
