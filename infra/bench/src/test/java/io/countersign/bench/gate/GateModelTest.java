package io.countersign.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty thousand random runs of the product's deciders: what begins is what the oracle lets begin.
 * And it's the gate's checks that do it: without any one of them something begins that shouldn't.
 */
class GateModelTest {
  private static final String OWN = "io.countersign.bench.gate.oracle";
  private static final int MANY = 20_000;
  private static GateRuns runs;

  /** Not while the class is being initialised: the threads that run need it to be. */
  @BeforeAll
  static void run() {
    runs = GateRuns.of(1, MANY, () -> {});
  }

  @Test
  void nothingBeginsUngatedAndNothingIsRefusedWrongly() {
    assertThat(runs.first())
        .as("countersign bench gate --seed N --tell shows it")
        .allSatisfy(it -> assertThat(it.mishap()).as("seed %s", it.seed()).isNull());
    assertThat(runs.mishaps()).isEmpty();
    assertThat((double) runs.reachedGate() / runs.runs()).isGreaterThan(.3);
    assertThat((double) runs.executed() / runs.runs()).isGreaterThan(.1);
  }

  /** As the gate recorded them, of both passes: a new one has to be found here as well. */
  static List<String> checks() {
    return runs.checks().stream().sorted().toList();
  }

  @Test
  void bothPassesAreLookedAt() {
    assertThat(checks())
        .hasSizeGreaterThan(40)
        .contains("start fault", "step stop", "step step-approved");
  }

  /**
   * Runs in which it alone was in the way: in one of them what it held back begins without it. Not
   * in each, since what it refuses beside others may go another way without it, too.
   */
  @ParameterizedTest
  @MethodSource("checks")
  void withoutItSomethingBeginsUngated(String check) throws ReflectiveOperationException {
    assertThat(runs.alone())
        .as("else it was never alone in the way, and another check makes it needless")
        .containsKey(check);
    var without = without(check);
    assertThat(runs.alone().get(check)).anyMatch(it -> without.apply(it).contains("against"));
  }

  @Test
  void aGateWithAllOfItsChecksIsAsBefore() throws ReflectiveOperationException {
    var without = without("start no-such-check");
    assertThat(runs.alone().get("start kill-switch")).allMatch(it -> without.apply(it).isEmpty());
  }

  private static LongFunction<String> without(String check) throws ReflectiveOperationException {
    var pass = check.startsWith(PassRecord.START) ? "StartExecution" : "StartStep";
    return new MutantLoader(pass, check.substring(check.indexOf(' ') + 1)).ungated();
  }

  /** Whatever the oracle is made of, it names nothing of the product. */
  @Test
  void theOracleSharesNoCodeWithTheProduct() throws IOException {
    try (var files = Files.list(Path.of("src/main/java/io/countersign/bench/gate/oracle"))) {
      var sources = files.toList();
      assertThat(sources).hasSizeGreaterThan(10);
      for (var source : sources) {
        assertThat(Files.readString(source).replace(OWN, "")).doesNotContain("io.countersign");
      }
    }
  }
}
