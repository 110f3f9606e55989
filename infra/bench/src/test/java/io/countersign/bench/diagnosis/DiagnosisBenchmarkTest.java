package io.countersign.bench.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.bench.Figure;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DiagnosisBenchmarkTest {
  @Test
  void aSmallEstateGivesEveryFigureAndStaysWithinItsMemory() {
    var figures = new ArrayList<Figure>();
    var progress = new PrintStream(OutputStream.nullOutputStream());

    var benchmark = new DiagnosisBenchmark(40, 500, 50);
    new CommandLine(benchmark).parseArgs("--seed", "7");
    benchmark.run(figures::add, progress);

    assertThat(figures)
        .extracting(Figure::name)
        .containsExactly(
            "firstSeconds",
            "warmSeconds",
            "allocatedMiB",
            "peakLiveMiB",
            "correlateSecondsOf50",
            "correlateSecondsOf500");
    assertThat(figures).allSatisfy(figure -> assertThat(figure.set()).isEqualTo("40 entities"));
    assertThat(figures).allSatisfy(figure -> assertThat(figure.value()).isPositive());
    assertThat(figures)
        .filteredOn(figure -> figure.name().equals("peakLiveMiB"))
        .singleElement()
        .matches(Figure::reached);
  }
}
