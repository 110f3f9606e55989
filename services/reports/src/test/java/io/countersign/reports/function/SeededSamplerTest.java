package io.countersign.reports.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.reports.ReportTable;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededSamplerTest {
  private static ReportTable population(int rows) {
    var table = ReportTable.population("changes", "Changes", List.of("change"));
    for (int i = 0; i < rows; i++) {
      table.rows().add(List.of("rem_" + i));
    }
    return table;
  }

  @Test
  void j09_ofNothingNothingAndOfOneThatOneIsDrawn() {
    assertThat(SeededSampler.draw(population(0), "s", 25).rows()).isEmpty();
    assertThat(SeededSampler.draw(population(1), "s", 25).rows()).containsExactly(1);
    assertThat(SeededSampler.draw(population(24), "s", 25).rows()).hasSize(24);
    assertThat(SeededSampler.draw(population(24), "s", 0).rows()).isEmpty();
  }

  @Test
  void j09_theSameSeedDrawsTheSameAndAnotherOthers() {
    var table = population(49_999);
    var one = SeededSampler.draw(table, "2026-q1", 60);
    assertThat(one.population()).isEqualTo(49_999);
    assertThat(one.rows()).hasSize(60).isSorted().doesNotHaveDuplicates();
    assertThat(one.rows()).allMatch(it -> it >= 1 && it <= 49_999);
    assertThat(SeededSampler.draw(table, "2026-q1", 60)).isEqualTo(one);
    assertThat(SeededSampler.draw(table, "2026-q2", 60).rows()).isNotEqualTo(one.rows());
    assertThat(SeededSampler.draw(table, "2026-q1", 25).rows()).isSubsetOf(one.rows());
  }

  /** Over many seeds each row is drawn about as often as any other. */
  @Test
  void j09_noRowIsLeftOut() {
    var drawn = new HashSet<Integer>();
    var table = population(100);
    for (int seed = 0; seed < 200; seed++) {
      drawn.addAll(SeededSampler.draw(table, "s" + seed, 10).rows());
    }
    assertThat(drawn).hasSize(100);
  }
}
