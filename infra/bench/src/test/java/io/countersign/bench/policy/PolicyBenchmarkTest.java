package io.countersign.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.bench.Figure;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PolicyBenchmarkTest {
  @Test
  void timesDecisions() {
    var benchmark = new PolicyBenchmark();
    new CommandLine(benchmark).parseArgs("--decisions", "500");
    var figures = new ArrayList<Figure>();
    benchmark.run(figures::add, new PrintStream(OutputStream.nullOutputStream()));

    assertThat(figures.stream().map(Figure::name).toList())
        .isEqualTo(List.of("p50Micros", "p99Micros", "p999Micros"));
    assertThat(figures).allMatch(it -> it.set().equals("decide") && it.value() > 0);
  }
}
