package io.countersign.domain.planning;

import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.planning.Runbook.ProbeTemplate;
import io.countersign.domain.planning.Runbook.StepTemplate;
import io.countersign.domain.planning.RunbookChoice.Option;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunbookChoiceTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");

  @Test
  void theLeastRiskGoesFirstThenTheBetterRecordThenTheOrderOfExecutors() {
    assertThat(chosen(Map.of(), on("http", 2, "b"), on("http", 1, "z"))).isEqualTo("z by http");
    assertThat(
            chosen(
                Map.of("a", new TrackRecord(1, 3), "b", new TrackRecord(2, 0)),
                on("http", 1, "a"),
                on("http", 1, "b")))
        .isEqualTo("b by http");
    assertThat(chosen(Map.of(), on("ansible", 1, "a"), on("http", 1, "a")))
        .isEqualTo("a by ansible");
  }

  @Test
  void aRunbookThatWasNeverUsedIsBetterThanOneThatFailsAndWorseThanOneThatHelps() {
    assertThat(new TrackRecord(0, 1).perMille()).isLessThan(TrackRecord.NONE.perMille());
    assertThat(new TrackRecord(1, 0).perMille()).isGreaterThan(TrackRecord.NONE.perMille());
    assertThat(new TrackRecord(Integer.MAX_VALUE / 4000, 0).perMille()).isBetween(990, 1000);
  }

  @Test
  void whatElseWouldHaveFittedIsToldAndWhyItCameSecond() {
    var choice =
        RunbookChoice.choose(
            List.of(on("http", 1, "a"), on("http", 2, "b"), on("http", 1, "c"), on("cli", 1, "a")),
            List.of(),
            Map.of("c", new TrackRecord(0, 2)));
    assertThat(choice.considered().alternatives())
        .containsExactly(
            "a by cli: as good, and later in order",
            "c by http: helped less often: verified 0, failed 2",
            "b by http: risk 2, not 1");
    assertThat(choice.considered().record())
        .containsExactly(
            "a: verified 0, failed 0", "c: verified 0, failed 2", "b: verified 0, failed 0");
  }

  @Test
  void whatDidNotHelpIsNotProposedAgainByWhicheverExecutor() {
    var first = RunbookChoice.choose(List.of(on("http", 1, "a")), List.of(), Map.of());
    var tried = FailedRemedy.inVain(first.chosen().orElseThrow(), List.of(reading("0.6", false)));
    var options = List.of(on("http", 1, "a"), on("cli", 1, "a"), on("http", 2, "b"));

    var next = RunbookChoice.choose(options, List.of(tried), Map.of());
    assertThat(next.chosen().map(Plan::runbook)).hasValue("b");
    assertThat(next.considered().learnt())
        .containsExactly("a of service/rig/checkout-api didn't help: error-ratio stayed at 0.6");

    var last = RunbookChoice.choose(options.subList(0, 2), List.of(tried), Map.of());
    assertThat(last.chosen()).isEmpty();
    assertThat(last.against())
        .containsExactly(
            "a: tried before, a of service/rig/checkout-api didn't help: error-ratio stayed at"
                + " 0.6");
  }

  @Test
  void nothingFitsAndEachReasonIsTold() {
    var external = new Cause(CHECKOUT, Cause.Kind.EXTERNAL, null, null, 70, List.of());
    var choice =
        RunbookChoice.choose(
            List.of(new Option(runbook(1, "a"), input("http", external))), List.of(), Map.of());
    assertThat(choice.chosen()).isEmpty();
    assertThat(choice.against()).containsExactly("a: it doesn't answer the cause EXTERNAL");
    assertThat(RunbookChoice.choose(List.of(), List.of(), Map.of()).against()).isEmpty();
  }

  @Test
  void whatIsToldIsBounded() {
    var lines = Collections.nCopies(50, "x".repeat(1000));
    var bounded = new ConsideredAlternatives(lines, lines, lines);
    assertThat(bounded.learnt()).hasSize(5).allMatch(line -> line.length() == 200);
  }

  private static String chosen(Map<String, TrackRecord> records, Option... options) {
    var plan = RunbookChoice.choose(List.of(options), List.of(), records).chosen().orElseThrow();
    return plan.runbook() + " by " + plan.steps().getFirst().executor();
  }

  private static Option on(String executor, int risk, String id) {
    var cause = new Cause(CHECKOUT, Cause.Kind.PROCESS_DEATH, null, null, 70, List.of());
    return new Option(runbook(risk, id), input(executor, cause));
  }

  private static PlanningInput input(String executor, Cause cause) {
    return new PlanningInput(
        INCIDENT,
        cause,
        new TargetState(CHECKOUT, Map.of()),
        new Topology(List.of(), List.of()),
        executor,
        Map.of(Signal.ERRORS, new SignalQuery("prometheus", "errors")),
        Map.of(),
        15);
  }

  private static Runbook runbook(int risk, String id) {
    return new Runbook(
        id,
        id,
        digest(id),
        Set.of(Cause.Kind.PROCESS_DEATH),
        Set.of("service"),
        "act",
        risk,
        new Runbook.Conditions(List.of(), Map.of(), Map.of(), Set.of()),
        null,
        List.of(new StepTemplate("act-" + id, Map.of(), Map.of(), 30)),
        List.of(),
        List.of(
            new ProbeTemplate(
                "error-ratio", Signal.ERRORS, Probe.Comparison.BELOW, "0.05", "", false)));
  }

  private static ProbeReading reading(String value, boolean holds) {
    var claim =
        new Claim("error-ratio", "prometheus", "errors", AT, AT, 1, Digest.ofJson(""), "measured");
    return new ProbeReading("error-ratio", value, holds, AT, claim);
  }
}
