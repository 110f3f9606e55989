package io.countersign.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.logs.LogLine;
import io.countersign.connectors.memory.MemoryEvidenceSource;
import io.countersign.connectors.memory.MemoryLogSource;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence.Hop;
import io.countersign.domain.diagnosis.Evidence.Unanswered;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.ledger.change.Changes;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import io.countersign.server.diagnosis.ClaimRerun.Verdict;
import io.countersign.server.intake.SourceShortcomings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What is asked of sources of signals and logs, what becomes of it, and that it can be again. */
class GatheringTest {
  private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant TO = T0.plusSeconds(60);
  private static final EntityId WEB = EntityId.service("rig", "web");
  private static final EntityId ORDERS = EntityId.service("rig", "orders");
  private static final EntityId STOCK = EntityId.service("rig", "stock");
  private static final Topology TOPOLOGY =
      new Topology(List.of(), List.of(calls(WEB, ORDERS), calls(ORDERS, STOCK)));
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final MemoryEvidenceSource signals = new MemoryEvidenceSource("prometheus");
  private final MemoryLogSource logs = new MemoryLogSource("shop");
  private final Connections connections = connections(signals);
  private final SourceShortcomings shortcomings = new SourceShortcomings(() -> TO);

  GatheringTest() {
    signals.measure(Signal.ERRORS, "errors:${name}");
  }

  @Test
  void aSignalIsOneSeriesWithAClaimThatCanBeAskedAgain() {
    signals.put("errors:orders", List.of(series("a", 1)));
    var gathered = signals(connections);
    assertThat(gathered.gaps()).isEmpty();
    var found = gathered.series().getFirst();
    assertThat(found.baseline().points()).hasSize(20);
    assertThat(found.window().points()).hasSize(61);
    assertThat(verdicts(gathered.claims())).containsOnly(Verdict.SAME);

    signals.put("errors:orders", List.of(series("a", 0)));
    var less = rerun(gathered.claims()).getFirst();
    assertThat(less.verdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(less.why()).contains("other values");
    signals.put("errors:orders", List.of());
    assertThat(rerun(gathered.claims()).getFirst().why()).contains("retention");
    signals.failWith(down());
    assertThat(rerun(gathered.claims()).getFirst().verdict()).isEqualTo(Verdict.UNREACHABLE);
  }

  @Test
  void aQueryThatAnswersSeveralSeriesIsAGapThatSaysWhatToDo() {
    signals.put("errors:orders", List.of(series("a", 1), series("b", 1)));
    var gathered = signals(connections);
    assertThat(gathered.series()).noneMatch(it -> it.entity().equals(ORDERS));
    assertThat(gathered.gaps())
        .singleElement()
        .asString()
        .contains("errors of service entities answers several series", "sum or max");
    assertThat(gathered.unanswered()).containsExactly(new Unanswered(ORDERS, Signal.ERRORS));
  }

  @Test
  void whatIsNoValueIsToldApartFromWhatIsWell() {
    signals.put("errors:orders", List.of(series(t -> t < 5 ? 0 : Double.NaN)));
    var gathered = signals(connections);
    var found = gathered.series().getFirst();
    assertThat(found.window().points()).hasSize(5);
    assertThat(found.unreadable()).hasSize(56).startsWith(T0.plusSeconds(5));
    assertThat(gathered.claims().getFirst().statement())
        .contains("has no value after " + T0.plusSeconds(4));
    assertThat(shortcomings.of("prometheus"))
        .singleElement()
        .asString()
        .contains("errors of " + ORDERS, "isn't a value since");
    // and once it's answered well
    signals.put("errors:orders", List.of(series("a", 0)));
    signals(connections);
    assertThat(shortcomings.of("prometheus")).isEmpty();
  }

  @Test
  void aPartialAnswerIsUsedWithItsMarkAndAGap() {
    signals.put("errors:orders", List.of(series("a", 0)));
    signals.warn("errors:orders", "store eu-2 didn't answer");
    var gathered = signals(connections);
    assertThat(gathered.series().getFirst().partial()).isTrue();
    assertThat(gathered.gaps())
        .containsExactly("prometheus: errors of " + ORDERS + ": store eu-2 didn't answer");
    assertThat(shortcomings.of("prometheus")).hasSize(1);
  }

  @Test
  void aShareInPerCentIsAWrongQuery() {
    signals.put("errors:orders", List.of(series("a", 35)));
    var gathered = signals(connections);
    assertThat(gathered.series().getFirst().window().isEmpty()).isTrue();
    assertThat(gathered.gaps()).singleElement().asString().contains("answers 35", "unit");
  }

  @Test
  void aSourceThatFailsIsOneGapAndIsNotAskedOn() {
    signals.failWith(down());
    var gathered = signals(connections);
    assertThat(gathered.gaps()).containsExactly("prometheus: UNREACHABLE down");
    assertThat(gathered.unanswered()).contains(new Unanswered(ORDERS, Signal.ERRORS));
  }

  /** 500 entities, all signals, ten hours after the first alert. */
  @Test
  void aWideEstateHoursLaterStaysWithinItsBounds() {
    var source = new Counting();
    var gathering = new SignalEvidence(connections(source), new BoundedFanOut(8), shortcomings);
    var scope = IntStream.range(0, 500).mapToObj(i -> EntityId.service("rig", "s" + i)).toList();
    var gathered = gathering.about(scope, TO.minus(Duration.ofHours(10)), TO);
    assertThat(gathered.gaps()).isEmpty();
    assertThat(gathered.series()).hasSize(500 * Signal.values().length);
    assertThat(source.points.get()).isLessThan(SampleGrid.MOST_POINTS + 20_000);
    assertThat(source.mostAtOnce.get()).isLessThanOrEqualTo(8);
    assertThat(gathered.series()).allMatch(it -> it.baseline().points().size() >= 20);
  }

  @Test
  void newErrorsAndWhereRequestsFailedAreFound() {
    logs.put(WEB, List.of(error(10, "orders answered 500"), error(-90, "slow", "")));
    logs.put(ORDERS, List.of(error(9, "no price for 4711"), info(8, "asked", TRACE)));
    logs.put(STOCK, List.of(info(8, "asked", TRACE)));
    var gathered = logs(connections);
    assertThat(gathered.gaps()).isEmpty();
    assertThat(gathered.logs())
        .extracting(it -> it.entity().name() + " " + it.before() + " " + it.during())
        .containsExactly("web 0 1", "web 1 0", "orders 0 1");
    assertThat(gathered.logs().getLast().signature()).isEqualTo("no price for <n>");
    var trace = gathered.traces().getFirst();
    assertThat(trace.hops())
        .containsExactly(
            new Hop(WEB, T0.plusSeconds(10), true),
            new Hop(ORDERS, T0.plusSeconds(8), true),
            new Hop(STOCK, T0.plusSeconds(8), false));
    assertThat(claim(gathered, trace.claim()).query()).contains("lines of " + ORDERS, TRACE);
    assertThat(verdicts(gathered.claims())).hasSize(6).containsOnly(Verdict.SAME);

    logs.put(ORDERS, List.of(error(9, "no price for 4711", ""), error(12, "another")));
    assertThat(verdicts(gathered.claims())).contains(Verdict.DIFFERS);
    logs.put(ORDERS, List.of());
    assertThat(rerun(gathered.claims()).stream().map(ClaimRerun.Rerun::why))
        .anyMatch(why -> why.contains("rotated away"));
  }

  @Test
  void whoWritesNoLogLeavesNoGapAndAFailingLogDoes() {
    assertThat(logs(connections).gaps()).isEmpty();
    logs.failWith(down());
    assertThat(logs(connections).gaps()).containsExactly("shop: UNREACHABLE down");
  }

  @Test
  void aQuestionToALogIsReadAsItWasWritten() {
    var errors = new LogQuery.Errors(ORDERS, T0.plusMillis(7));
    var traced = new LogQuery.Traced(ORDERS, java.util.Set.of(TRACE, "0".repeat(31) + "1"));
    assertThat(LogQuery.parse(errors.toString())).contains(errors);
    assertThat(LogQuery.parse(traced.toString())).contains(traced);
    assertThat(LogQuery.parse("since 2026-11-22T10:00:00Z")).isEmpty();
    assertThat(LogQuery.parse("errors of x, counted before and since now")).isEmpty();
  }

  @Test
  void aClaimOfASourceThatIsGoneSaysSo() {
    var gathered = logs(connections);
    logs.put(ORDERS, List.of(error(9, "x", "")));
    gathered.add(logs(connections));
    var none = new Connections(List.of());
    var again =
        new ClaimRerun(none, new Changes(new PGSimpleDataSource())).rerun(gathered.claims());
    assertThat(again).isNotEmpty().allMatch(it -> it.why().contains("no source shop"));
  }

  private static Outcome.Failed<?> down() {
    return new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down");
  }

  private GatheredAnswers signals(Connections with) {
    return new SignalEvidence(with, new BoundedFanOut(8), shortcomings)
        .about(List.of(ORDERS, STOCK), T0, TO);
  }

  private GatheredAnswers logs(Connections with) {
    return new LogEvidence(with, new BoundedFanOut(8))
        .about(List.of(WEB, ORDERS, STOCK), TOPOLOGY, T0, TO);
  }

  private List<ClaimRerun.Rerun> rerun(List<Claim> claims) {
    return new ClaimRerun(connections, new Changes(new PGSimpleDataSource())).rerun(claims);
  }

  private List<Verdict> verdicts(List<Claim> claims) {
    return rerun(claims).stream().map(ClaimRerun.Rerun::verdict).toList();
  }

  private static Claim claim(GatheredAnswers gathered, String id) {
    return gathered.claims().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  private Connections connections(EvidenceSource source) {
    return new Connections(List.of(source, logs));
  }

  private static Relation calls(EntityId from, EntityId to) {
    return new Relation(Relation.Kind.CALLS, from, to);
  }

  private static LabelledSeries series(String label, int value) {
    return series(label, _ -> value);
  }

  private static LabelledSeries series(IntToDoubleFunction value) {
    return series("a", value);
  }

  private static LabelledSeries series(String label, IntToDoubleFunction value) {
    var points = new ArrayList<TimeSeries.Point>();
    for (int i = -100; i < 100; i++) {
      points.add(new TimeSeries.Point(T0.plusSeconds(i), value.applyAsDouble(i)));
    }
    return LabelledSeries.of(Map.of("service", label), Duration.ofSeconds(1), points);
  }

  private static LogLine error(int second, String message) {
    return error(second, message, TRACE);
  }

  private static LogLine error(int second, String message, String trace) {
    return new LogLine(T0.plusSeconds(second), true, message, trace);
  }

  private static LogLine info(int second, String message, String trace) {
    return new LogLine(T0.plusSeconds(second), false, message, trace);
  }

  /** Answers every point that is asked for, and counts them. */
  private static final class Counting implements EvidenceSource {
    private final AtomicLong points = new AtomicLong();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Optional<String> query(Signal signal, EntityId entity) {
      return Optional.of(signal + ":" + entity.name());
    }

    @Override
    public Duration step() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration baseline() {
      return Duration.ofSeconds(20);
    }

    @Override
    public Duration settled() {
      return Duration.ZERO;
    }

    @Override
    public Outcome<RangeAnswer> range(String query, Instant from, Instant to, Duration step) {
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      try {
        var found = new ArrayList<TimeSeries.Point>();
        for (var at = from; !at.isAfter(to); at = at.plus(step)) {
          found.add(new TimeSeries.Point(at, 1));
        }
        points.addAndGet(found.size());
        var series = LabelledSeries.of(Map.of(), step, found);
        return Outcome.ok(
            new RangeAnswer(List.of(series), io.countersign.domain.Digest.ofJson(Map.of())));
      } finally {
        atOnce.decrementAndGet();
      }
    }

    @Override
    public ConnectionHealth check() {
      return ConnectionHealth.working("here");
    }
  }
}
