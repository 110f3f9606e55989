package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Command;
import io.countersign.domain.Digest;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.TestServer;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose change is held to be the cause can't approve: known by their address in a feed. */
class ChangeAuthorTest {
  private final TestServer server = TestServer.withoutLoops();
  private final String admin = server.administrator();
  private final String reference = "CHG-" + UUID.randomUUID();

  /** Of this test alone: incidents that are put down to the same become one. */
  private final EntityId cause = EntityId.service("rig", "cause" + UUID.randomUUID());

  private final AlertId alert = new AlertId(Digest.ofJson(reference).hex());
  private final Plan plan = Remediations.planFor(IncidentId.of(alert));

  @Test
  void theAuthorOfTheBlamedChangeIsRefusedAlsoWhenKnownLater() {
    var author = "p" + UUID.randomUUID();
    server.add(author, "approver");
    var bearer = server.login(author, TestServer.password());
    change("git:" + author.toUpperCase(Locale.ROOT) + "@example.org");
    var remediation = waiting();

    assertThat(decide(bearer, remediation, "approve").status()).isEqualTo(200);
    assertThat(add(author, "git:" + author + "@example.org").status()).isEqualTo(200);
    assertThat(decide(bearer, remediation, "revoke").status()).isEqualTo(200);
    var refused = decide(bearer, remediation, "approve");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("SOD_CHANGE_AUTHOR");
    var card = server.get(bearer, "/api/v1/remediations/" + remediation).json().path("you");
    assertThat(card.path("mayApprove").asBoolean(true)).isFalse();
    assertThat(card.path("code").asString()).isEqualTo("SOD_CHANGE_AUTHOR");
    var another = server.person("approver");
    var theirs = server.get(another, "/api/v1/remediations/" + remediation).json().path("you");
    assertThat(theirs.path("mayApprove").asBoolean(false)).as(theirs.toString()).isTrue();
    var people =
        server.get(another, "/api/v1/policy/explanations/" + remediation).json().path("people");
    assertThat(people.valueStream().filter(it -> it.path("name").asString("").equals(author)))
        .first()
        .satisfies(it -> assertThat(it.path("why").toString()).contains("SOD_CHANGE_AUTHOR"));
    var path = "/api/v1/audit/events?type=remediation.attempt-refused&aggregate=" + remediation;
    Eventually.holds(
        "it's on record", () -> server.get(admin, path).text().contains("SOD_CHANGE_AUTHOR"));
  }

  /** Taken before the change is told, given to another: who held it then still made it. */
  @Test
  void oneAdministratorMakesNoApproverOfTheAuthor() {
    var author = "p" + UUID.randomUUID();
    server.add(author, "approver");
    var bearer = server.login(author, TestServer.password());
    var address = "git:" + author + "@example.org";
    assertThat(add(author, address).status()).isEqualTo(200);
    var held = server.get(admin, path(author)).json().path("items").path(0);
    var removal = path(author) + "/" + held.path("identity").asString();
    assertThat(server.delete(admin, removal).status()).isEqualTo(200);
    assertThat(server.get(admin, path(author)).json().path("items")).isEmpty();
    change(address);
    var remediation = waiting();

    assertThat(decide(bearer, remediation, "approve").code()).isEqualTo("SOD_CHANGE_AUTHOR");
    var other = "p" + UUID.randomUUID();
    server.add(other, "viewer");
    assertThat(add(other, address).status()).isEqualTo(200);
    assertThat(decide(bearer, remediation, "approve").code()).isEqualTo("SOD_CHANGE_AUTHOR");
  }

  @Test
  void anAddressIsOnePersonsAndNeverOnTheRecord() {
    var one = "p" + UUID.randomUUID();
    var other = "p" + UUID.randomUUID();
    server.add(one, "viewer");
    server.add(other, "viewer");
    var address = "gitlab:" + UUID.randomUUID();
    assertThat(add(one, address).json().path("outcome").asString()).isEqualTo("done");
    assertThat(add(one, address).json().path("outcome").asString()).isEqualTo("unchanged");
    assertThat(add(other, address).code()).isEqualTo("IDENTITY_TAKEN");
    assertThat(add(one, "no address").status()).isEqualTo(400);
    assertThat(server.get(server.person("viewer"), path(one)).status()).isEqualTo(403);

    var held = server.get(admin, path(one)).json().path("items").path(0);
    assertThat(held.path("address").asString()).isEqualTo(address);
    assertThat(held.path("addedByName").asString()).isEqualTo("admin");
    var id = held.path("identity").asString();
    assertThat(server.get(admin, "/api/v1/audit/events?aggregate=" + id).text())
        .contains("access.identity-added")
        .doesNotContain(address);

    assertThat(server.delete(admin, path(one) + "/" + id).status()).isEqualTo(200);
    assertThat(add(other, address).json().path("outcome").asString()).isEqualTo("done");
    assertThat(server.delete(admin, path(one) + "/" + id).code()).isEqualTo("UNKNOWN_IDENTITY");
  }

  private static String path(String name) {
    return "/api/v1/users/" + name + "/identities";
  }

  private TestServer.Reply add(String name, String address) {
    return server.post(admin, path(name), Map.of("address", address));
  }

  private void change(String actor) {
    var change =
        Map.of(
            "entity",
            cause.toString(),
            "action",
            "deploy",
            "at",
            Instant.now().toString(),
            "reference",
            reference,
            "fromVersion",
            "1.4.2",
            "toVersion",
            "1.5.0",
            "actor",
            actor);
    var delivered =
        server.post(
            server.token("", "change-intake"),
            "/api/v1/changes",
            Map.of("changes", List.of(change)));
    assertThat(delivered.status()).as(delivered.text()).isEqualTo(202);
  }

  /** Diagnosed, proposed, evaluated and asked for, as the loop does it. */
  private String waiting() {
    var remediation =
        new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    var first =
        new IncidentAlert(
            alert,
            Remediations.CHECKOUT,
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    send(new OpenIncident(plan.incident(), first, "HighErrorRate on checkout-api (rig)"));
    send(new MakeDiagnosis(plan.incident(), diagnosis()));
    send(new ProposeRemediation(remediation, 1, plan));
    send(
        new RecordPolicy(
            remediation, LawOnRecord.by(server.bean(Ledger.class), Remediations.needsApproval(2))));
    send(new RequestApproval(remediation));
    return remediation.value();
  }

  private Diagnosis diagnosis() {
    var claim =
        new Claim(
            "k1", "ci", "since", Instant.EPOCH, Instant.EPOCH, 0, Digest.ofJson("x"), "deploy");
    var release =
        new Cause(
            cause,
            Cause.Kind.RELEASE,
            reference,
            "1.5.0",
            10,
            List.of(new Cause.Reason("deploy", 10, List.of("k1"))));
    return new Diagnosis(1, 1, "test", true, List.of(release), List.of(claim), List.of());
  }

  private TestServer.Reply decide(String bearer, String remediation, String decision) {
    return server.post(
        bearer,
        "/api/v1/remediations/" + remediation + "/decisions",
        Map.of("decision", decision, "planDigest", plan.digest().hex(), "reason", "as shown"));
  }

  private void send(Command command) {
    var context = SystemOrigin.context(Instant.now());
    var _ = server.bean(Ledger.class).send(new Submission.OfCommand(command, context)).join();
  }
}
