package io.countersign.reports.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportKind;
import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.ReportTrial;
import io.countersign.reports.testing.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports over every type of event in every revision, in any order. */
class EveryEventTest {
  private static String type(Path file) {
    var parts = file.getFileName().toString().split("\\.", -1);
    return parts[0] + "." + parts[1];
  }

  @ParameterizedTest
  @EnumSource
  void everyRevisionOfEveryEventIsRead(ReportKind kind) {
    var samples = new ArrayList<>(SampleEvents.all().entrySet());
    var random = new Random(kind.ordinal());
    for (int round = 0; round < 5; round++) {
      var ledger = new LedgerText();
      Collections.shuffle(samples, random);
      samples.forEach(it -> ledger.later(60).put(type(it.getKey()), "one", it.getValue()));
      var report = ReportTrial.report(kind, ledger);
      assertThat(report.completeness().leaves()).isEqualTo(samples.size());
      assertThat(report.completeness().requested().holds()).isTrue();
      assertThat(ReportTrial.json(report)).doesNotContain("null");
    }
  }

  /** What an event lacks makes no report fail: it's told as not recorded. */
  @ParameterizedTest
  @EnumSource
  void anEventWithoutAnyMemberIsRead(ReportKind kind) {
    var ledger = new LedgerText();
    for (var file : SampleEvents.all().keySet()) {
      ledger.put(type(file), "one", Map.of());
      ledger.put(type(file), null, Map.of("remediation", "rem_1", "incident", "inc_1"));
    }
    assertThatCode(() -> ReportTrial.report(kind, ledger)).doesNotThrowAnyException();
  }

  @Test
  void whatIsNoEventInItsPlaceIsAnException() {
    var ledger = new LedgerText();
    ledger.raw("{\"t\":\"countersign-event/1\"}".getBytes(StandardCharsets.UTF_8));
    ledger.raw("{\"a\":1.5}".getBytes(StandardCharsets.UTF_8));
    ledger.fact("catalog.entity-retired", _ -> {});
    var report = ReportTrial.report(ReportKind.CHANGE_REGISTER, ledger);
    assertThat(report.exceptions())
        .extracting(it -> it.check())
        .containsExactly(ControlCheck.RECORD_FORM, ControlCheck.RECORD_FORM);
    assertThat(report.completeness().leaves()).isEqualTo(3);
  }
}
