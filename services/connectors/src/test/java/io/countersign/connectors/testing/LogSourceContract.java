package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.logs.LogLine;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.log.ErrorLines;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.connectors.spi.log.TracedLines;
import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of every source of logs. */
public abstract class LogSourceContract {
  protected static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
  protected static final EntityId ORDERS = EntityId.service("rig", "orders");
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String OTHER = "0af7651916cd43dd8448eb211c80319c";

  protected abstract LogSource source();

  /** What an entity has written, in this order, from now on. */
  protected abstract void given(EntityId entity, List<LogLine> lines);

  /** Nothing answers any more. */
  protected abstract void down();

  protected static LogLine error(int second, String message, String trace) {
    return new LogLine(T0.plusSeconds(second), true, message, trace);
  }

  protected static LogLine info(int second, String message, String trace) {
    return new LogLine(T0.plusSeconds(second), false, message, trace);
  }

  @Test
  void errorsOfOneKindAreCountedBeforeAndSinceTheOnset() {
    given(
        ORDERS,
        List.of(
            error(0, "too early", ""),
            error(10, "took 31 ms", ""),
            error(20, "took 7 ms", ""),
            info(21, "took 8 ms", ""),
            error(40, "no price for item 4711", ""),
            error(41, "took 92 ms", ""),
            error(60, "no price for item 12", ""),
            error(61, "too late", "")));
    var kinds = ask(10, 40, 60).kinds();
    assertThat(kinds)
        .containsExactly(
            new ErrorLines.Kind(
                "no price for item <n>",
                0,
                2,
                T0.plusSeconds(40),
                T0.plusSeconds(60),
                "no price for item 4711"),
            new ErrorLines.Kind(
                "took <n> ms", 2, 1, T0.plusSeconds(41), T0.plusSeconds(41), "took 31 ms"));
  }

  @Test
  void failedRequestsAreSpreadOverTheTimeSinceTheOnset() {
    var lines = new ArrayList<LogLine>();
    for (int i = 0; i < 400; i++) {
      lines.add(error(i, "x", "1" + "0".repeat(28) + (100 + i)));
    }
    given(ORDERS, lines);
    var traces = ask(0, 200, 400).traces();
    assertThat(traces).hasSize(20);
    assertThat(traces.getFirst().at()).isEqualTo(T0.plusSeconds(200));
    assertThat(traces.getLast().at()).isEqualTo(T0.plusSeconds(390));
  }

  @Test
  void aRequestIsFoundAgainWithItsFirstLineAndWhetherItFailed() {
    given(
        ORDERS,
        List.of(
            info(10, "asked", TRACE), error(12, "failed", TRACE), info(13, "asked too", OTHER)));
    assertThat(trace(TRACE).hops())
        .containsExactly(new TracedLines.Hop(TRACE, T0.plusSeconds(10), true));
    assertThat(trace(OTHER).hops())
        .containsExactly(new TracedLines.Hop(OTHER, T0.plusSeconds(13), false));
    assertThat(trace("0".repeat(31) + "1").hops()).isEmpty();
  }

  @Test
  void theSameLinesHaveTheSameDigestWhateverCameLater() {
    var lines = List.of(error(10, "a 1", TRACE), error(20, "b", ""));
    given(ORDERS, lines);
    var first = ask(0, 15, 60);
    var traced = trace(TRACE);
    var longer = new ArrayList<>(lines);
    longer.add(error(61, "later", OTHER));
    given(ORDERS, longer);
    assertThat(ask(0, 15, 60).digest()).isEqualTo(first.digest());
    assertThat(trace(TRACE).digest()).isEqualTo(traced.digest());
    longer.add(1, error(11, "a 1", OTHER));
    given(ORDERS, longer);
    assertThat(ask(0, 15, 60).digest()).isNotEqualTo(first.digest());
  }

  @Test
  void noErrorsAreAnAnswerAndNoLogIsNone() {
    given(ORDERS, List.of(info(10, "well", "")));
    assertThat(ask(0, 15, 60).kinds()).isEmpty();
    var nobody = EntityId.service("rig", "nobody");
    var failed = Outcomes.failed(source().errors(nobody, T0, T0, T0.plusSeconds(9)));
    assertThat(failed.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(failed.category().retryable()).isFalse();
  }

  @Test
  void whatNobodyElseMayReadIsLeftOut() {
    given(
        ORDERS,
        List.of(
            error(10, "login of anna@example.org failed: password=hunter22 from 10.1.2.3", "")));
    var kind = ask(0, 5, 60).kinds().getFirst();
    assertThat(kind.example() + kind.signature())
        .doesNotContain("anna", "hunter22", "10.1.2.3")
        .contains("login of [redacted] failed");
  }

  @Test
  void beingDownIsToldWithAdvice() {
    given(ORDERS, List.of());
    assertThat(source().check().ok()).isTrue();
    down();
    var failed = Outcomes.failed(source().errors(ORDERS, T0, T0, T0.plusSeconds(9)));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.category()).isEqualTo(FailureCategory.EXTERNAL);
    assertThat(source().check().ok()).isFalse();
    assertThat(source().check().advice()).isNotBlank();
  }

  protected final ErrorLines ask(int from, int onset, int to) {
    return Outcomes.value(
        source().errors(ORDERS, T0.plusSeconds(from), T0.plusSeconds(onset), T0.plusSeconds(to)));
  }

  private TracedLines trace(String id) {
    return Outcomes.value(source().traced(ORDERS, Set.of(id), T0, T0.plusSeconds(60)));
  }
}
