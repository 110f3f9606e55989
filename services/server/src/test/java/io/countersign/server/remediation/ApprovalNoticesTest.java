package io.countersign.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.ReviewEvent;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.ApproverShortfall;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordHoldUp;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.TestServer;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.automation.NoticeDetails;
import io.countersign.server.remediation.notice.WhenApprovalChangedThenNotify;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is configured is told of everything about an approval, once. */
class ApprovalNoticesTest {
  private static final MemoryNotifier RECEIVER = new MemoryNotifier();

  private static final TestServer SERVER = TestServer.withoutLoops();

  private final TestServer server = SERVER;
  private final Ledger ledger = server.bean(Ledger.class);
  private final String responder = server.person("responder");

  /** Once: it has a name, which says how far it has been told. */
  @BeforeAll
  static void listen() {
    WhenApprovalChangedThenNotify.register(
        SERVER.bean(Ledger.class),
        SERVER.bean(io.countersign.ledger.remediation.Remediations.class),
        RECEIVER,
        SERVER.bean(NoticeDelivery.class),
        "http://127.0.0.1");
  }

  @Test
  void whatBecomesOfConsentIsToldOnceEach() throws Exception {
    var approver = server.person("approver");
    var _ = server.person("approver");
    var about = approvalOf(incident(EntityId.service("test", "told" + UUID.randomUUID())), 1);
    decide(approver, about, "approve");
    var id = new RemediationId(about);
    send(new ExtendApproval(id, LawOnRecord.by(ledger, Remediations.needsApproval(2))));
    send(new RecordHoldUp(id, RefusalCode.CLOCK_SKEWED));
    send(new RecordHoldUp(id, RefusalCode.CLOCK_SKEWED));
    decide(approver, about, "revoke");
    send(new WithdrawRemediation(id, Withdrawn.Reason.CONTENT_CHANGED, "edited"));
    Eventually.holds("it was told", () -> kinds(about).contains(Notice.Kind.APPROVAL_WITHDRAWN));
    assertThat(kinds(about))
        .containsExactly(
            Notice.Kind.APPROVAL_REQUESTED,
            Notice.Kind.APPROVAL_DECIDED,
            Notice.Kind.APPROVAL_EXTENDED,
            Notice.Kind.EXECUTION_HELD_UP,
            Notice.Kind.APPROVAL_REVOKED,
            Notice.Kind.APPROVAL_WITHDRAWN);
    assertThat(RECEIVER.notices())
        .filteredOn(it -> it.remediation().equals(about))
        .first()
        .satisfies(it -> assertThat(it.because()).startsWith("1 approval by approver, until "))
        .satisfies(
            it ->
                assertThat(it.facts())
                    .extracting(fact -> fact.name() + " " + fact.value())
                    .anyMatch(fact -> fact.startsWith("Does rollback service/rig/checkout-api"))
                    .anyMatch(fact -> fact.startsWith("Asked by Countersign"))
                    .anyMatch(
                        fact -> fact.matches("Until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC")));
    assertThat(RECEIVER.notices())
        .filteredOn(it -> it.remediation().equals(about))
        .filteredOn(it -> it.kind() == Notice.Kind.APPROVAL_DECIDED)
        .singleElement()
        .satisfies(it -> assertThat(it.verdict()).isEqualTo("Approved"))
        .satisfies(it -> assertThat(it.because()).matches("approved by \\S+: so"));
  }

  @Test
  void aDenialIsToldAsOneAndByWhom() throws Exception {
    var _ = server.person("approver");
    var about = approvalOf(incident(EntityId.service("test", "no" + UUID.randomUUID())), 1);
    decide(server.person("approver"), about, "deny");
    Eventually.holds("it was told", () -> kinds(about).contains(Notice.Kind.APPROVAL_DECIDED));
    assertThat(RECEIVER.notices())
        .filteredOn(it -> it.remediation().equals(about))
        .last()
        .satisfies(it -> assertThat(it.verdict()).isEqualTo("Denied"))
        .satisfies(it -> assertThat(it.because()).matches("denied by \\S+: so"));
  }

  /** They may be on call all the same: somebody else has to be called then. */
  @Test
  void whoIsToldAndCannotApproveIsToldThat() throws Exception {
    var approver = server.person("approver");
    var about = approvalOf(incident(EntityId.service("test", "who" + UUID.randomUUID())), 1);
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    Eventually.holds("it was told", () -> requested(about) == 1);
    var notice =
        RECEIVER.notices().stream()
            .filter(it -> it.remediation().equals(about))
            .findFirst()
            .orElseThrow();
    var personal = SERVER.bean(NoticeDetails.class);
    assertThat(personal.of(notice, principal(approver))).isEqualTo(notice);
    assertThat(personal.of(notice, principal(responder)).facts())
        .last()
        .satisfies(it -> assertThat(it.name()).isEqualTo("You"))
        .satisfies(it -> assertThat(it.value()).startsWith("can't approve it (FORBIDDEN)"));
  }

  private PrincipalId principal(String bearer) {
    return new PrincipalId(server.get(bearer, "/api/v1/me").json().path("principal").asString());
  }

  @Test
  void whoDecidesForSomebodyIsToldByName() throws Exception {
    var deputy = "p" + UUID.randomUUID();
    var absent = "p" + UUID.randomUUID();
    server.add(deputy, "responder");
    server.add(absent, "approver");
    var until = Instant.now().plusSeconds(3600).toString();
    var body = Map.<String, Object>of("to", deputy, "until", until, "environment", "rig");
    var given =
        server.post(server.login(absent, TestServer.password()), "/api/v1/delegations", body);
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    var about = approvalOf(incident(EntityId.service("test", "for" + UUID.randomUUID())), 1);
    Eventually.holds("it was told", () -> kinds(about).contains(Notice.Kind.APPROVAL_REQUESTED));
    assertThat(RECEIVER.notices())
        .filteredOn(it -> it.remediation().equals(about))
        .first()
        .satisfies(it -> assertThat(it.because()).contains(", " + deputy + " for " + absent));
    send(
        new WithdrawRemediation(
            new RemediationId(about), Withdrawn.Reason.CONTENT_CHANGED, "over"));
  }

  /** It's no refusal: it waits, says who is missing, and heals as soon as more people could. */
  @Test
  void b30_whatTooFewCouldApproveIsToldAndShownUntilMoreCan() throws Exception {
    var first = approvalOf(incident(EntityId.service("test", "few" + UUID.randomUUID())), 10_000);
    var pool = shortfall(first).orElseThrow().pool().size();
    var about = approvalOf(incident(EntityId.service("test", "few" + UUID.randomUUID())), pool + 2);
    Eventually.holds("it was told", () -> kinds(about).contains(Notice.Kind.APPROVAL_IMPOSSIBLE));
    var card = server.get(responder, "/api/v1/remediations/" + about).json();
    assertThat(card.path("state").asString()).isEqualTo("awaiting_approval");
    assertThat(card.path("shortfall").asString())
        .contains((pool + 2) + " approvals", "could be had");
    var _ = server.person("approver");
    var _ = server.person("approver");
    Eventually.holds("it healed", () -> shortfall(about).isEmpty());
    Eventually.holds("it was told", () -> kinds(about).contains(Notice.Kind.APPROVAL_POSSIBLE));
    for (var id : List.of(first, about)) {
      send(
          new WithdrawRemediation(new RemediationId(id), Withdrawn.Reason.CONTENT_CHANGED, "over"));
    }
  }

  /** Muted or not: who isn't there yet has to know, and how to agree. */
  @Test
  void ofAnEmergencyEverybodyIsTold() throws Exception {
    var incident = incident(EntityId.service("test", "down" + UUID.randomUUID()));
    var overdue = new ReviewEvent.Overdue("bgl_0123456789abcdef0123", incident, Instant.now());
    var context = SystemOrigin.context(Instant.now());
    ledger.send(new Submission.OfStandaloneEvent(overdue, overdue.key(), context)).join();
    Eventually.holds(
        "it was told",
        () ->
            RECEIVER.notices().stream()
                .filter(it -> it.kind() == Notice.Kind.REVIEW_OVERDUE)
                .filter(it -> it.incident().equals(incident.value()))
                .anyMatch(it -> it.because().startsWith("bgl_0123456789abcdef0123 wasn't")));
  }

  private Optional<ApproverShortfall> shortfall(String remediation) {
    return ledger.remediation(new RemediationId(remediation)) instanceof Remediation.Known known
            && known.consent() != null
        ? Optional.ofNullable(known.consent().shortfall())
        : Optional.empty();
  }

  private void decide(String who, String remediation, String decision) {
    write(
        who,
        "/api/v1/remediations/" + remediation + "/decisions",
        Map.of("decision", decision, "planDigest", digest(remediation), "reason", "so"));
  }

  private void write(String who, String path, Map<String, String> body) {
    var answer = server.post(who, path, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private String digest(String remediation) {
    return ((Remediation.Known) ledger.remediation(new RemediationId(remediation)))
        .dossier()
        .planDigest()
        .hex();
  }

  private List<Notice.Kind> kinds(String remediation) {
    return RECEIVER.notices().stream()
        .filter(it -> it.remediation().equals(remediation))
        .map(Notice::kind)
        .toList();
  }

  /** Of an incident whose alerts are all muted nobody is told, until the mute is lifted. */
  @Test
  void whatWaitsWhenTheMuteIsLiftedIsToldThen() throws Exception {
    var quiet = EntityId.service("test", "quiet" + UUID.randomUUID());
    var loud = EntityId.service("test", "loud" + UUID.randomUUID());
    var quietIncident = incident(quiet);
    var loudIncident = incident(loud);
    var mute = mute(quiet);
    send(new EscalateIncident(quietIncident, 0, "look at it"));
    send(new EscalateIncident(loudIncident, 0, "look at it"));
    var muted = approvalOf(quietIncident, 2);
    // The receiver is told in order: with this one the other one's turn is over.
    var told = approvalOf(loudIncident, 2);
    Eventually.holds("it was told of once", () -> requested(told) == 1);
    assertThat(requested(muted)).isZero();
    assertThat(called()).contains(loudIncident.value()).doesNotContain(quietIncident.value());
    assertThat(becauseOf(loudIncident.value())).isEqualTo("look at it");

    lift(mute);
    Eventually.holds("it was told of once", () -> requested(muted) == 1);
    assertThat(requested(told)).isEqualTo(1);
    assertThat(called()).containsOnlyOnce(loudIncident.value(), quietIncident.value());
  }

  @Test
  void whoWasToBeCalledInSilenceIsCalledAfterwardsUnlessSomebodyHasLookedAtIt() throws Exception {
    var alone = EntityId.service("test", "alone" + UUID.randomUUID());
    var seen = EntityId.service("test", "seen" + UUID.randomUUID());
    var over = EntityId.service("test", "over" + UUID.randomUUID());
    var calm = EntityId.service("test", "calm" + UUID.randomUUID());
    var incidents = new HashMap<EntityId, String>();
    var mutes = new HashMap<EntityId, String>();
    for (var entity : List.of(seen, over, calm, alone)) {
      var incident = incident(entity);
      incidents.put(entity, incident.value());
      mutes.put(entity, mute(entity));
      if (!entity.equals(calm)) {
        send(new EscalateIncident(incident, 0, "look at it"));
      }
    }
    write(responder, "/api/v1/incidents/" + incidents.get(seen) + "/acknowledge", Map.of());
    write(
        server.person("commander"),
        "/api/v1/incidents/" + incidents.get(over) + "/resolve",
        Map.of("reason", "it moved"));
    everythingIsTold();
    // The receiver is told in order: with the last one the others' turns are over.
    for (var entity : List.of(seen, over, calm, alone)) {
      lift(mutes.get(entity));
    }
    Eventually.holds("it was called", () -> called().contains(incidents.get(alone)));
    assertThat(called())
        .containsOnlyOnce(incidents.get(alone))
        .doesNotContain(incidents.get(seen), incidents.get(over), incidents.get(calm));
  }

  @Test
  void whatIsHeldUpWhenTheMuteIsLiftedIsToldThen() throws Exception {
    var entity = EntityId.service("test", "held" + UUID.randomUUID());
    var incident = incident(entity);
    var mute = mute(entity);
    var free = approvalOf(incident, 1);
    var held = approvalOf(incident, 1);
    for (var about : List.of(free, held)) {
      decide(server.person("approver"), about, "approve");
    }
    send(new RecordHoldUp(new RemediationId(held), RefusalCode.CLOCK_SKEWED));
    everythingIsTold();
    assertThat(kinds(held)).isEmpty();
    lift(mute);
    Eventually.holds("it was told", () -> !kinds(held).isEmpty());
    assertThat(kinds(held)).containsExactly(Notice.Kind.EXECUTION_HELD_UP);
    assertThat(kinds(free)).isEmpty();
  }

  /** The receiver is told in order: after a word about something else. */
  private void everythingIsTold() throws InterruptedException {
    var last = approvalOf(incident(EntityId.service("test", "last" + UUID.randomUUID())), 1);
    Eventually.holds("it was told", () -> requested(last) == 1);
  }

  private String mute(EntityId entity) {
    var until = Instant.now().plusSeconds(600).toString();
    var wanted = Map.of("entity", entity.toString(), "reason", "moving", "until", until);
    return server.post(responder, "/api/v1/mutes", wanted).json().path("mute").asString();
  }

  private void lift(String mute) {
    write(responder, "/api/v1/mutes/" + mute + "/lift", Map.of());
  }

  private IncidentId incident(EntityId entity) throws InterruptedException {
    var began = Instant.parse("2026-01-01T00:00:00Z");
    var id = AlertId.of("am", entity.toString(), began);
    send(
        new ObserveAlert(
            "am",
            entity.toString(),
            "HighErrorRate",
            Severity.CRITICAL,
            entity,
            "errors",
            true,
            began,
            null,
            Map.of(),
            null));
    assertThat(ledger.awaitCorrelation(ledger.head(), Eventually.PATIENCE)).isTrue();
    return IncidentId.of(id);
  }

  private String approvalOf(IncidentId incident, int quorum) {
    var plan = Remediations.plan();
    var own =
        new Plan(
            incident,
            plan.runbook(),
            plan.runbookDigest(),
            plan.cause(),
            plan.actionClass(),
            plan.targets(),
            plan.preconditions(),
            plan.affected(),
            plan.steps(),
            plan.rollback(),
            plan.probes(),
            plan.dryRun());
    var remediation =
        new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    send(new ProposeRemediation(remediation, 1, own));
    send(new RecordPolicy(remediation, LawOnRecord.by(ledger, Remediations.needsApproval(quorum))));
    send(new RequestApproval(remediation));
    return remediation.value();
  }

  private void send(Command command) {
    var context = SystemOrigin.context(Instant.now());
    var _ = ledger.sendAll(List.of(new Submission.OfCommand(command, context))).getFirst().join();
  }

  private List<String> called() {
    return RECEIVER.notices().stream()
        .filter(it -> it.kind() == Notice.Kind.INCIDENT_ESCALATED)
        .map(Notice::incident)
        .toList();
  }

  private String becauseOf(String incident) {
    return RECEIVER.notices().stream()
        .filter(it -> it.kind() == Notice.Kind.INCIDENT_ESCALATED)
        .filter(it -> it.incident().equals(incident))
        .map(Notice::because)
        .findFirst()
        .orElseThrow();
  }

  private long requested(String remediation) {
    return RECEIVER.notices().stream()
        .filter(it -> it.remediation().equals(remediation))
        .filter(it -> it.kind() == Notice.Kind.APPROVAL_REQUESTED)
        .count();
  }
}
