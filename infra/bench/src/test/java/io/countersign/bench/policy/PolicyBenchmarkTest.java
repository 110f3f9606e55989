package io.countersign.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.bench.Figure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PolicyBenchmarkTest {
  @Test
  void timesDecisions() throws IOException {
    var benchmark = new PolicyBenchmark();
    new CommandLine(benchmark).parseArgs("--decisions", "500", "--recorded", "0");
    var figures = new ArrayList<Figure>();
    benchmark.run(figures::add, new PrintStream(OutputStream.nullOutputStream()));

    assertThat(figures.stream().map(Figure::name).toList())
        .isEqualTo(List.of("p50Micros", "p99Micros", "p999Micros"));
    assertThat(figures).allMatch(it -> it.set().equals("decide") && it.value() > 0);
  }

  @Test
  void replaysWhatIsOnRecordWithoutADifference() throws IOException {
    var benchmark = new PolicyBenchmark();
    new CommandLine(benchmark).parseArgs("--decisions", "50", "--recorded", "2500");
    var figures = new ArrayList<Figure>();
    benchmark.run(figures::add, new PrintStream(OutputStream.nullOutputStream()));

    assertThat(figures)
        .filteredOn(it -> it.set().equals("replay"))
        .filteredOn(it -> !it.name().equals("seconds"))
        .extracting(Figure::name, Figure::value)
        .containsExactly(tuple("decisions", 2_500.0), tuple("differences", 0.0));
  }
}
