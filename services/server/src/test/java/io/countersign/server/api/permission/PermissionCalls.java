package io.countersign.server.api.permission;

import io.countersign.domain.Actor;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationCommand.ProposeChange;
import io.countersign.domain.access.confirmation.ConfirmationSubject.KillSwitchRelease;
import io.countersign.domain.access.delegation.DelegationCommand.Delegate;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.emergency.BreakGlassCommand.OpenBreakGlass;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.incident.IncidentCommand.AssignCommander;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.PolicyAuthors;
import io.countersign.server.TestServer;
import io.countersign.server.api.permission.Walker.Held;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpMethod;

/**
 * A call of each endpoint, about what the walkers' team answers for: such that it's refused later
 * than for who calls, or changes nothing.
 */
final class PermissionCalls {
  /** What each of them may confirm, or may not: an end of a halt of all of an environment. */
  static final KillSwitchRelease RELEASE =
      new KillSwitchRelease(Instant.EPOCH, "over", new Scope(null, Walker.ENVIRONMENT, null, null));

  private static final String CATALOG =
      """
      environment: %s
      entities:
        - {name: checkout-api, owner: %s, tier: 2}
      """
          .formatted(Walker.ENVIRONMENT, Walker.TEAM);
  private static final String NO_DIGEST = "{\"digest\":\"" + "0".repeat(64) + "\"}";
  private static final String REFERENCE =
      "{\"system\":\"jira\",\"kind\":\"issue\",\"id\":\"1\",\"url\":\"https://tickets.example/1\"}";

  /**
   * What a decision has to understand before it asks who decides; all else is sent an empty one.
   */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry(
              "PUT /api/v1/calendars/{name}",
              """
              {"kind": "freeze", "scope": "team=walkers,environment=rig", "reason": "as planned", "entries":
                [{"start": "2026-01-01T00:00:00Z", "end": "2026-12-31T00:00:00Z"}]}\
              """),
          Map.entry("POST /api/v1/calendars/{name}/lift", "{\"reason\":\"over\"}"),
          Map.entry("POST /api/v1/confirmations/{id}/confirm", NO_DIGEST),
          Map.entry("POST /api/v1/policy/bundles/{id}/approve", NO_DIGEST),
          Map.entry(
              "POST /api/v1/delegations", "{\"to\":\"deputy\",\"until\":\"2020-01-01T00:00:00Z\"}"),
          Map.entry("POST /api/v1/incidents/{id}/assign", "{\"to\":\"deputy\"}"),
          Map.entry("POST /api/v1/incidents/{id}/priority", "{\"priority\":\"low\"}"),
          Map.entry("POST /api/v1/incidents/{id}/commander", "{\"to\":\"deputy\"}"),
          Map.entry("POST /api/v1/incidents/{id}/note", "{\"text\":\"seen\"}"),
          Map.entry("POST /api/v1/incidents/{id}/references", REFERENCE),
          Map.entry("POST /api/v1/remediations/{id}/references", REFERENCE),
          Map.entry(
              "POST /api/v1/runbooks/{runbook}/demote",
              "{\"environment\":\"%s\",\"reason\":\"over\"}".formatted(Walker.ENVIRONMENT)),
          Map.entry("PUT /api/v1/kill-switch of everything", "{\"on\":false,\"reason\":\"over\"}"),
          Map.entry(
              "PUT /api/v1/kill-switch of a part",
              "{\"on\":false,\"environment\":\"%s\",\"reason\":\"over\"}"
                  .formatted(Walker.ENVIRONMENT)),
          Map.entry(
              "POST /api/v1/mutes",
              """
              {"entity": "%s", "reason": "work", "until": "2020-01-01T00:00:00Z"}\
              """
                  .formatted(Remediations.CHECKOUT)),
          Map.entry(
              "POST /api/v1/remediations/{id}/decisions",
              "{\"decision\":\"approve\",\"planDigest\":\"" + "0".repeat(64) + "\"}"),
          Map.entry(
              "POST /api/v1/remediations/{id}/shortening",
              "{\"planDigest\":\"" + "0".repeat(64) + "\",\"quorum\":1,\"reason\":\"x\"}"),
          Map.entry(
              "POST /api/v1/remediations/{id}/shortening/review",
              "{\"justified\":true,\"note\":\"x\"}"),
          Map.entry(
              "POST /api/v1/break-glass",
              "{\"incident\":\"%s\",\"actions\":[\"restart\"],\"reason\":\"x\"}"
                  .formatted(Remediations.INCIDENT)),
          Map.entry("POST /api/v1/break-glass/{id}/review", "{\"justified\":true,\"note\":\"x\"}"),
          Map.entry("POST /api/v1/remediations/{id}/settlement", "{\"effect\":\"absent\"}"),
          Map.entry(
              "POST /api/v1/users/{name}/password", "{\"password\":\"correct horse battery\"}"),
          Map.entry("POST /api/v1/policy/replay", "{\"bundle\":\"none\"}"),
          Map.entry(
              "PUT /api/v1/calendars/{name}.ics",
              """
              BEGIN:VCALENDAR
              VERSION:2.0
              PRODID:-//walked//EN
              BEGIN:VEVENT
              UID:walked@countersign.example
              DTSTAMP:20260101T000000Z
              DTSTART:20260101T000000Z
              DTEND:20261231T000000Z
              END:VEVENT
              END:VCALENDAR
              """
                  .replace("\n", "\r\n")),
          Map.entry("POST /api/v1/alerts", "{\"alerts\":[]}"),
          Map.entry("POST /api/v1/changes", "{\"changes\":[]}"),
          Map.entry("POST /api/v1/webhooks/alertmanager", "{\"version\":\"4\",\"alerts\":[]}"),
          Map.entry("PUT /api/v1/catalog", CATALOG),
          Map.entry(
              "POST /api/v1/runbooks/{runbook}/promote",
              "{\"environment\":\"%s\"}".formatted(Walker.ENVIRONMENT)),
          Map.entry(
              "POST /api/v1/users",
              "{\"name\":\"walked-WALKER\",\"password\":\"correct horse battery\",\"roles\":[]}"),
          Map.entry("POST /api/v1/users/{name}/roles", "{\"grant\":[],\"revoke\":[\"operator\"]}"),
          Map.entry("POST /api/v1/users/{name}/disable", "{\"reason\":\"left\"}"),
          Map.entry(
              "POST /api/v1/users/{name}/identities", "{\"address\":\"git:walked@example.com\"}"),
          Map.entry("POST /api/v1/me/links/{link}/confirmation", "{\"account\":\"a1\"}"),
          Map.entry("POST /api/v1/me/links", "{\"system\":\"chat\"}"),
          Map.entry(
              "POST /api/v1/sync/{system}/{holder}/settle",
              "{\"field\":\"state\",\"winner\":\"ours\"}"),
          Map.entry("POST /api/v1/tokens", "{\"name\":\"walked\",\"roles\":[\"viewer\"]}"),
          Map.entry(
              "POST /api/v1/grants",
              "{\"principal\":\"deputy\",\"role\":\"viewer\",\"environment\":\"test\"}"),
          Map.entry("POST /api/v1/groups", "{\"name\":\"deputy\",\"title\":\"Deputies\"}"),
          Map.entry("PUT /api/v1/groups/{name}", "{\"title\":\"Deputies\"}"),
          Map.entry("POST /api/v1/groups/{name}/members", "{\"principal\":\"deputy\"}"));

  private static final Map<String, String> QUERIES =
      Map.of(
          "GET /api/v1/access/who-could",
          "?action=approve&entity=" + Remediations.CHECKOUT,
          "GET /api/v1/audit/consistency",
          "?from=4611686018427387903&to=4611686018427387904",
          "GET /api/v1/audit/proof",
          "?position=4611686018427387904",
          "GET /api/v1/audit/why-silent",
          "?at=2026-01-01T00:00:00Z&service=" + Remediations.CHECKOUT,
          "GET /api/v1/calendars/state",
          "?target=" + Remediations.CHECKOUT,
          "GET /api/v1/identity",
          "?nonce=" + "a".repeat(32),
          "PUT /api/v1/calendars/{name}.ics",
          "?kind=freeze&scope=team=walkers,environment=rig&reason=planned");

  private final TestServer server;
  private final String inForce;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<Walker, String> mutes = new HashMap<>();
  private final Map<Walker, String> confirmations = new HashMap<>();

  /** With what there has to be; ends the bootstrap. */
  PermissionCalls(TestServer server) {
    this.server = server;
    catalogue();
    var authors = PolicyAuthors.of(server);
    server.add("deputy");
    server.add("leaver");
    inForce = inForce(authors.anna());
    ids.put("/api/v1/incidents/{id}", "/api/v1/incidents/" + Remediations.INCIDENT);
    ids.put("/api/v1/remediations/{id}", "/api/v1/remediations/" + remediation());
    ids.put(
        "/api/v1/policy/explanations/{remediation}",
        "/api/v1/policy/explanations/" + Remediations.ID);
    ids.put("/api/v1/delegations/{delegation}", "/api/v1/delegations/" + delegation());
    ids.put("/api/v1/break-glass/{id}", "/api/v1/break-glass/" + breakGlass());
    ids.put("/api/v1/policy/bundles/{id}", "/api/v1/policy/bundles/" + bundle(authors.anna()));
  }

  private void catalogue() {
    var token = server.token("", "catalog_editor");
    var reply = server.put(token, "/api/v1/catalog", CATALOG);
    if (reply.status() != 200) {
      throw new IllegalStateException(reply.text());
    }
  }

  private String remediation() {
    var first =
        new IncidentAlert(
            Remediations.ALERT,
            Remediations.CHECKOUT,
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    var id = Remediations.ID;
    Walker.send(server, Actor.SYSTEM, new OpenIncident(Remediations.INCIDENT, first, "errors"));
    Walker.send(server, Actor.SYSTEM, new ProposeRemediation(id, 1, Remediations.plan()));
    Walker.send(
        server,
        Actor.SYSTEM,
        new RecordPolicy(id, LawOnRecord.by(server.bean(Ledger.class), decided())));
    Walker.send(server, Actor.SYSTEM, new RequestApproval(id));
    var commander = Walker.of(PrincipalKind.PERSON, Role.COMMANDER, Held.EVERYWHERE, server);
    var by = new PrincipalId(commander.name());
    Walker.send(server, person(commander.name()), new AssignCommander(Remediations.INCIDENT, by));
    return id.value();
  }

  private static PolicyDecision decided() {
    var roles = Set.of(Role.APPROVER, Role.COMMANDER);
    var terms = new PolicyDecision.Approval("high", 2, roles, Set.of(), 600, 1200, 3600);
    return new PolicyDecision.NeedsApproval(
        List.of("people-decide"), Remediations.digest("bundle"), List.of(), terms);
  }

  private String confirmation() {
    var root = server.get(server.administrator(), "/api/v1/me").json().path("principal").asString();
    var id = ConfirmationId.of(UUID.randomUUID());
    Walker.send(server, person(root), new ProposeChange(id, RELEASE));
    return id.value();
  }

  /** By terms as a policy could have them: those who respond and command open it. */
  private String breakGlass() {
    var opener = Walker.of(PrincipalKind.PERSON, Role.RESPONDER, Held.EVERYWHERE, server);
    var terms =
        new BreakGlassTerms(
            server.bean(PolicyBundles.class).inForce().orElseThrow().digest(),
            BreakGlassTerms.OPENERS,
            2,
            60,
            Set.of(Role.APPROVER),
            1,
            Set.of("restart"),
            Set.of());
    var id = BreakGlassId.of(UUID.randomUUID());
    var open = new OpenBreakGlass(id, Remediations.INCIDENT, "x", Set.of("restart"), 60, terms);
    Walker.send(server, person(opener.name()), open);
    return id.value();
  }

  private String delegation() {
    var from = Walker.of(PrincipalKind.PERSON, Role.APPROVER, Held.EVERYWHERE, server);
    var to = Walker.of(PrincipalKind.PERSON, Role.APPROVER, Held.EVERYWHERE, server);
    var id = DelegationId.of(UUID.randomUUID());
    var until = Instant.now().plusSeconds(3600);
    var command = new Delegate(id, new PrincipalId(to.name()), Scope.EVERYWHERE, until, false);
    Walker.send(server, person(from.name()), command);
    return id.value();
  }

  private static Actor person(String id) {
    return new Actor(new PrincipalId(id), PrincipalKind.PERSON);
  }

  /** What is in force already, to be proposed: nothing comes of it. */
  private String inForce(String author) {
    var files = server.get(author, "/api/v1/policy/bundles/in-force/files").json().path("files");
    return "{\"files\":%s,\"note\":\"x\"}".formatted(files);
  }

  private String bundle(String author) {
    var texts = new TreeMap<String, String>();
    server
        .get(author, "/api/v1/policy/bundles/in-force/files")
        .json()
        .path("files")
        .properties()
        .forEach(it -> texts.put(it.getKey(), it.getValue().asString() + "# walked\n"));
    var reply = server.post(author, "/api/v1/policy/bundles", Map.of("files", texts, "note", "x"));
    return reply.json().path("id").asString();
  }

  /** What each of them may lift or withdraw, or may not. */
  void prepareFor(List<Walker> walkers, String responder) {
    var define = "PUT /api/v1/calendars/{name}";
    server.put(responder, "/api/v1/calendars/deputy", BODIES.get(define));
    for (var walker : walkers) {
      confirmations.put(walker, confirmation());
      var body =
          Map.of(
              "entity", Remediations.CHECKOUT.toString(),
              "alert", walker.name(),
              "reason", "work",
              "until", Instant.now().plusSeconds(3600).toString());
      var reply = server.post(responder, "/api/v1/mutes", body);
      mutes.put(walker, reply.json().path("mute").asString());
    }
  }

  HttpRequest.Builder of(Permission permission, Walker who) {
    var body =
        permission.toString().startsWith("POST /api/v1/policy/bundles by ")
            ? inForce
            : BODIES.getOrDefault(permission.toString(), "{}").replace("WALKER", who.name());
    var bearer = who.bearer();
    var request = server.request(bearer, path(permission, who));
    boolean bare = List.of("GET", "DELETE").contains(permission.method().name());
    return request.method(
        permission.method().name(),
        bare ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
  }

  private String path(Permission permission, Walker who) {
    var path = permission.path();
    for (var id : ids.entrySet()) {
      if (path.startsWith(id.getKey())) {
        path = id.getValue() + path.substring(id.getKey().length());
      }
    }
    var query =
        QUERIES.getOrDefault(
            permission.toString(),
            path.endsWith("/references") ? "?system=jira&kind=issue&id=0" : "");
    return path.replace(
                "{name}.ics",
                permission.method().equals(HttpMethod.PUT) ? "imported.ics" : "deputy.ics")
            .replace("{name}/disable", "leaver/disable")
            .replace("{runbook}", "restart-a-process")
            .replace("{system}/{holder}", "jira/inc_0123456789abcdef")
            .replace("/mutes/{id}", "/mutes/" + mutes.get(who))
            .replace("/confirmations/{id}", "/confirmations/" + confirmations.get(who))
            .replace("{name}", "deputy")
            .replace("{member}", "deputy")
            .replace("{number}", "1")
            .replace("{position}", "1")
            .replaceAll("\\{[a-z]+}", "none")
        + query;
  }
}
