package io.countersign.reports.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportKind;
import io.countersign.reports.testing.ReportTrial;
import io.countersign.reports.testing.SyntheticLedger;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class ControlPackTest {
  @Test
  void eachPackHasControlsAndEachCheckSpeaksToSome() {
    var spoken = EnumSet.noneOf(ControlCheck.class);
    Arrays.stream(ReportKind.values())
        .filter(ReportKind::isPack)
        .map(ControlPack::of)
        .forEach(
            pack -> {
              assertThat(pack.controls()).hasSizeGreaterThan(7);
              assertThat(pack.controls()).extracting(it -> it.id()).doesNotHaveDuplicates();
              pack.controls().forEach(it -> spoken.addAll(it.checks()));
            });
    assertThat(spoken).containsExactlyInAnyOrder(ControlCheck.values());
  }

  @Test
  void aPackGoesFromControlOverCheckAndPopulationToExceptions() {
    var leaves = SyntheticLedger.all(5, 120);
    var pack = ReportTrial.report(ReportKind.SOC2, leaves, 0, 0, leaves.size());
    var register = ReportTrial.report(ReportKind.CHANGE_REGISTER, leaves, 0, 0, leaves.size());

    var row =
        pack.controls().stream()
            .filter(it -> it.control().equals("CC8.1"))
            .filter(it -> it.check() == ControlCheck.CHANGE_QUORUM)
            .findFirst()
            .orElseThrow();
    long exceptions =
        register.exceptions().stream()
            .filter(it -> it.check() == ControlCheck.CHANGE_QUORUM)
            .count();
    assertThat(row.exceptions()).isEqualTo(exceptions).isPositive();
    assertThat(row.population()).isGreaterThan(exceptions);
    assertThat(pack.primary().name()).isEqualTo("controls");
    assertThat(pack.primary().rows()).hasSameSizeAs(pack.controls());
    assertThat(pack.table("change-register").orElseThrow().rows())
        .isEqualTo(register.primary().rows());
    assertThat(pack.completeness().requested()).isEqualTo(register.completeness().requested());
  }
}
