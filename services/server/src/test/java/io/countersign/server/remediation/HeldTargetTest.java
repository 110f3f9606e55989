package io.countersign.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.ledger.testing.PromotedRunbooks;
import io.countersign.server.TestServer;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.remediation.notice.WhenApprovalChangedThenNotify;
import io.countersign.server.web.SystemOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A target on which an effect may come late is nobody else's until a person has looked. */
class HeldTargetTest {
  private static final MemoryNotifier RECEIVER = new MemoryNotifier("held");
  private static final Blob ANSWER =
      new Blob("done".getBytes(StandardCharsets.UTF_8), "text/plain", new byte[32]);

  /** Once: it has a name, which says how far it has been told. */
  @BeforeAll
  static void listen() {
    var server = TestServer.withoutLoops();
    WhenApprovalChangedThenNotify.register(
        server.bean(Ledger.class),
        server.bean(io.countersign.ledger.remediation.Remediations.class),
        RECEIVER,
        server.bean(NoticeDelivery.class),
        "http://127.0.0.1");
  }

  private final TestServer server = TestServer.withoutLoops();
  private final Ledger ledger = server.bean(Ledger.class);

  @Test
  void anotherPlanActsOnATargetInDoubtOnlyOnceAPersonHasSettledIt() throws Exception {
    var plan = plan();
    var doubtful = newId();
    assertThat(refusal(begin(doubtful, plan))).isNull();
    assertThat(refusal(leaveInDoubt(doubtful, plan))).isNull();

    var other = newId();
    assertThat(refusal(begin(other, plan))).isEqualTo(RefusalCode.TARGET_IN_DOUBT);
    shown(doubtful, plan.incident(), Remediations.CHECKOUT.toString());

    var body = Map.of("effect", "absent", "reason", "its journal has no such key");
    var path = "/api/v1/remediations/" + doubtful.value() + "/settlement";
    assertThat(server.post(server.person("viewer"), path, body).status()).isEqualTo(403);
    var settled = server.post(server.person("responder"), path, body);
    assertThat(settled.status()).as(settled.toString()).isEqualTo(200);

    assertThat(refusal(start(other, plan))).isNull();
    shown(doubtful, plan.incident(), "");
    thenItsExecutorSaysOtherwise(doubtful, other, plan);
  }

  /** Whoever acts there by now takes no further step; nor does anybody once that has ended. */
  private void thenItsExecutorSaysOtherwise(
      RemediationId doubtful, RemediationId other, Plan plan) {
    var done = new CompleteStep(doubtful, 1, 1, 1, false, Remediations.GOOD, ANSWER.ref());
    for (int i = 0; i < 2; i++) {
      assertThat(refusal(send(List.of(answered(done))))).isNull();
    }
    assertThat(refusal(send(firstStep(other, plan)))).isEqualTo(RefusalCode.TARGET_IN_DOUBT);
    shown(doubtful, plan.incident(), Remediations.CHECKOUT.toString());
    Eventually.holds("people are called", () -> told(doubtful).size() == 1);
    assertThat(told(doubtful).getFirst().because()).contains("took effect after all");

    assertThat(refusal(send(new AbandonRemediation(other, 0, "stuck", Map.of())))).isNull();
    assertThat(refusal(begin(newId(), plan))).isEqualTo(RefusalCode.TARGET_IN_DOUBT);
    var body = Map.of("effect", "occurred", "reason", "1.4.2 runs");
    var path = "/api/v1/remediations/" + doubtful.value() + "/settlement";
    assertThat(server.post(server.person("responder"), path, body).status()).isEqualTo(200);
    shown(doubtful, plan.incident(), "");
    assertThat(refusal(begin(newId(), plan))).isNull();
  }

  private static List<Notice> told(RemediationId about) {
    return RECEIVER.notices().stream()
        .filter(it -> it.remediation().equals(about.value()))
        .filter(it -> it.kind() == Notice.Kind.EXECUTION_ANSWERED_LATE)
        .toList();
  }

  private void shown(RemediationId id, IncidentId incident, String held) {
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    var reader = server.person("viewer");
    var item = server.get(reader, "/api/v1/remediations/" + id.value()).json();
    assertThat(item.path("held").path(0).asString("")).isEqualTo(held);
    var about = server.get(reader, "/api/v1/incidents/" + incident.value()).json();
    assertThat(about.at("/held/0/targets/0").asString("")).isEqualTo(held);
    var checks = server.get(server.administrator(), "/api/v1/doctor").json().path("checks");
    var check =
        checks
            .valueStream()
            .filter(it -> it.path("name").asString("").equals("effects in doubt"))
            .findFirst()
            .orElseThrow();
    assertThat(check.path("level").asString(""))
        .isEqualToIgnoringCase(held.isEmpty() ? "working" : "degraded");
    assertThat(check.path("detail").asString("")).contains(held);
  }

  private static RemediationId newId() {
    return new RemediationId(
        "rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
  }

  /** Up to its start, in one batch: its own loop has no time to come between. */
  private Answer begin(RemediationId id, Plan plan) {
    PromotedRunbooks.promote(ledger, plan); // what was left in doubt before ended it
    return send(
        new ProposeRemediation(id, 1, plan),
        new RecordPolicy(id, allowed()),
        startCommand(id, plan));
  }

  private Answer start(RemediationId id, Plan plan) {
    PromotedRunbooks.promote(ledger, plan);
    return send(startCommand(id, plan));
  }

  private PolicyDecision allowed() {
    return LawOnRecord.by(ledger, Remediations.ALLOWED);
  }

  private Command startCommand(RemediationId id, Plan plan) {
    return new StartExecution(
        id,
        plan.digest(),
        List.of(Remediations.BAD),
        Remediations.readings(false, true),
        allowed(),
        Remediations.CLOCKS);
  }

  private Answer leaveInDoubt(RemediationId id, Plan plan) {
    return send(
        firstStep(id, plan),
        new FailStep(id, 1, 1, 1, false, StepAttempt.IN_DOUBT, false),
        new AbandonRemediation(id, 2, "it isn't known", Map.of()));
  }

  private Command firstStep(RemediationId id, Plan plan) {
    return new StartStep(
        id,
        1,
        0,
        StepAttempt.key(id, false, 1, 1),
        plan.digest(),
        Remediations.observed(Remediations.BAD),
        allowed(),
        Remediations.CLOCKS,
        false);
  }

  private static Submission.OfCommand answered(Command command) {
    return new Submission.OfCommand(command, SystemOrigin.context(Instant.now()), List.of(ANSWER));
  }

  private Answer send(Command... commands) {
    return send(
        Stream.of(commands)
            .map(it -> new Submission.OfCommand(it, SystemOrigin.context(Instant.now())))
            .toList());
  }

  private Answer send(List<Submission.OfCommand> submissions) {
    return ledger.sendAll(submissions).stream()
        .map(it -> it.orTimeout(60, TimeUnit.SECONDS).join())
        .map(Receipt::answer)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static RefusalCode refusal(Answer answer) {
    return answer instanceof Answer.Refused refused ? refused.code() : null;
  }

  private Plan plan() throws InterruptedException {
    var plan = Remediations.plan();
    return new Plan(
        incident(),
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
  }

  private IncidentId incident() throws InterruptedException {
    var entity = EntityId.service("test", "held" + UUID.randomUUID());
    var began = Instant.parse("2026-01-01T00:00:00Z");
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
    return IncidentId.of(AlertId.of("am", entity.toString(), began));
  }
}
