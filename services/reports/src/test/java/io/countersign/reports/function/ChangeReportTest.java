package io.countersign.reports.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.reports.ReportKind;
import io.countersign.reports.testing.ReportTrial;
import io.countersign.reports.testing.SyntheticLedger;
import org.junit.jupiter.api.Test;

class ChangeReportTest {
  @Test
  void smoke() {
    var leaves = SyntheticLedger.all(1, 40);
    var report = ReportTrial.report(ReportKind.CHANGE_REGISTER, leaves, 0, 0, leaves.size());
    System.out.println(leaves.size());
    System.out.println(ReportTrial.csv(report).substring(0, 3000));
    System.out.println(ReportTrial.json(report).substring(0, 6000));
    var approvals = ReportTrial.report(ReportKind.APPROVALS, leaves, 0, 0, leaves.size());
    System.out.println(ReportTrial.csv(approvals).substring(0, 2000));
    assertThat(report.completeness().requested().holds()).isTrue();
  }
}
