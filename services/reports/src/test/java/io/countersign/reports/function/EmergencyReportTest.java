package io.countersign.reports.function;

import static io.countersign.reports.testing.ReportTrial.causes;
import static io.countersign.reports.testing.ReportTrial.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.testing.ChangeStory;
import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.ReportTrial;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmergencyReportTest {
  private final LedgerText ledger = new LedgerText();

  private void opened(String id) {
    ledger.add("emergency.break-glass-opened", id, it -> it.put("breakGlass", id));
    ledger.add(
        "emergency.break-glass-took-effect",
        id,
        it -> {
          it.put("breakGlass", id);
          it.put("by", List.of("person_1", "person_2"));
          it.put("reviewBy", ledger.now().plusSeconds(86_400).toString());
        });
  }

  private void reviewed(String id, String by, boolean complete) {
    ledger.add(
        "emergency.break-glass-reviewed",
        id,
        it -> {
          it.put("breakGlass", id);
          it.put("by", by);
          it.put("complete", complete);
        });
  }

  private Report report() {
    return ReportTrial.report(ReportKind.EMERGENCY_CHANGES, ledger);
  }

  @Test
  void j07_anEmergencyThatIsReviewedAfter25HoursIsLate() {
    opened("bgl_1");
    ledger.later(24 * 3_600);
    reviewed("bgl_1", "person_3", true);
    assertThat(report().exceptions()).isEmpty();
    assertThat(cell(report(), "bgl_1", "review")).isEqualTo("in time");

    opened("bgl_2");
    ledger.later(3_600);
    reviewed("bgl_2", "person_3", false);
    ledger.later(24 * 3_600);
    reviewed("bgl_2", "person_4", true);
    assertThat(cell(report(), "bgl_2", "review")).isEqualTo("late");
    assertThat(cell(report(), "bgl_2", "minutes_late")).isEqualTo("60");
    assertThat(causes(report(), "emergency-reviewed"))
        .containsExactly("reviewed 60 minutes after 2026-03-04T10:00:00Z");
    assertThat(report().exceptions().getFirst().status()).isEqualTo("reviewed late");
  }

  @Test
  void anEmergencyThatNobodyReviewedIsMissingItsReview() {
    opened("bgl_1");
    assertThat(causes(report(), "emergency-reviewed"))
        .containsExactly("not reviewed, and due since 2026-03-03T10:00:00Z");
    assertThat(cell(report(), "bgl_1", "review")).isEqualTo("missing");
  }

  @Test
  void whoStoodForItDoesNotReviewIt() {
    opened("bgl_1");
    reviewed("bgl_1", "person_2", true);
    assertThat(causes(report(), "emergency-independent")).hasSize(1);
  }

  @Test
  void aShortenedQuorumOwesAReviewAndWhatBreakGlassLetThroughIsNamed() {
    opened("bgl_1");
    reviewed("bgl_1", "person_3", true);
    new ChangeStory(ledger, "rem_1", "service/production/orders")
        .proposed("system")
        .add("quorum-shortened", it -> it.put("by", "person_cmd"))
        .started("closed", 60)
        .add("step-started", it -> it.put("breakGlass", "bgl_1"));
    assertThat(cell(report(), "bgl_1", "changes")).isEqualTo("rem_1");
    assertThat(cell(report(), "shortened quorum", "emergency")).isEqualTo("rem_1");
    assertThat(causes(report(), "emergency-reviewed")).hasSize(1);
    new ChangeStory(ledger, "rem_1", "service/production/orders")
        .add("shortening-reviewed", it -> it.put("justified", false));
    assertThat(causes(report(), "emergency-reviewed")).isEmpty();
    assertThat(causes(report(), "emergency-justified")).containsExactly("found not justified");
    var register = ReportTrial.report(ReportKind.CHANGE_REGISTER, ledger);
    assertThat(causes(register, "change-window")).isEmpty();
    assertThat(cell(register, "rem_1", "window"))
        .isEqualTo("began while it was closed, by break-glass");
  }

  @Test
  void theFifthEmergencyOfOnePersonInAMonthIsFlagged() {
    for (int i = 1; i <= 6; i++) {
      opened("bgl_" + i);
      reviewed("bgl_" + i, "person_3", true);
    }
    assertThat(causes(report(), "emergency-seldom"))
        .containsExactly("the fifth emergency of person_1 in 2026-03");
  }
}
