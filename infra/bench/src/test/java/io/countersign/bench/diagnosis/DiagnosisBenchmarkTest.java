package io.countersign.bench.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.bench.Figure;
import io.countersign.bench.UsageException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisBenchmarkTest {
  @Test
  void aSmallEstateGivesEveryFigureAndStaysWithinTheGoals() throws UsageException {
    var figures = new ArrayList<Figure>();
    var progress = new PrintStream(OutputStream.nullOutputStream());

    new DiagnosisBenchmark(40, 500, 50).run(List.of("--seed", "7"), figures::add, progress);

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
    assertThat(figures).filteredOn(figure -> figure.goal() != null).allMatch(Figure::reached);
  }
}
