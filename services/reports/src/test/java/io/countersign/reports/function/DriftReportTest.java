package io.countersign.reports.function;

import static io.countersign.reports.testing.ReportTrial.causes;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportLeaf;
import io.countersign.reports.testing.ChangeStory;
import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.ReportTrial;
import io.countersign.reports.testing.SampleEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftReportTest {
  private static final String ORDERS = "service/production/orders";

  private final LedgerText ledger = new LedgerText();

  private Report report() {
    return ReportTrial.report(ReportKind.UNAUTHORISED_CHANGES, ledger);
  }

  private void observed(String entity, String at, @Nullable String remediation) {
    ledger.fact(
        "change.observed",
        it -> {
          var change = SampleEvents.in(it, "change");
          change.put("entity", entity);
          change.put("at", at);
          change.put("action", "scale");
          change.put("feed", "kubernetes");
          change.remove("remediation");
          if (remediation != null) {
            change.put("remediation", remediation);
          }
        });
  }

  private List<String> verdicts() {
    return report().primary().rows().stream().map(List::getLast).toList();
  }

  /** The step begins at 10:02 and ends at 10:03:30. */
  private void change(String id) {
    new ChangeStory(ledger, id, ORDERS)
        .proposed("system")
        .started("open", 3_600)
        .step(30)
        .verified();
  }

  @Test
  void j06_driftByHandIsUnauthorisedAndMatchedWithinTheTolerance() {
    change("rem_1");
    observed(ORDERS, "2026-03-02T10:00:59Z", null);
    observed(ORDERS, "2026-03-02T10:01:00Z", null);
    observed(ORDERS, "2026-03-02T10:04:30Z", null);
    observed(ORDERS, "2026-03-02T10:04:31Z", null);
    observed("service/production/cart", "2026-03-02T10:03:00Z", null);
    assertThat(verdicts()).containsExactly("", "rem_1", "rem_1", "", "");
    assertThat(causes(report(), "change-explained"))
        .containsExactly(
            "scale at 2026-03-02T10:00:59Z, told by kubernetes: no remediation, no window",
            "scale at 2026-03-02T10:04:31Z, told by kubernetes: no remediation, no window",
            "scale at 2026-03-02T10:03:00Z, told by kubernetes: no remediation, no window");
  }

  /** Anybody may write an id into a change. */
  @Test
  void aRemediationThatIsNamedHasToHaveActedThere() {
    change("rem_1");
    observed(ORDERS, "2026-03-02T18:00:00Z", "rem_1");
    observed(ORDERS, "2026-03-02T09:00:00Z", "rem_1");
    observed("service/production/cart", "2026-03-02T10:02:30Z", "rem_1");
    observed(ORDERS, "2026-03-02T10:02:30Z", "rem_forged");
    assertThat(verdicts()).containsExactly("rem_1", "", "", "");
  }

  @Test
  void aStepBeforeTheLeavesThatWereReadIsSaidNotToHaveBeenRead() {
    change("rem_1");
    long cut = ledger.size();
    observed(ORDERS, "2026-03-02T10:03:00Z", "rem_1");
    var all = new ArrayList<ReportLeaf>();
    ledger.leaves(0, ledger.size()).forEachRemaining(all::add);
    var alone = ReportTrial.report(ReportKind.UNAUTHORISED_CHANGES, all, cut, cut, all.size());
    assertThat(alone.primary().rows().getFirst().getLast())
        .isEqualTo("rem_1, whose steps weren't read");
    var whole = ReportTrial.report(ReportKind.UNAUTHORISED_CHANGES, all, 0, cut, all.size());
    assertThat(whole.primary().rows().getFirst().getLast()).isEqualTo("rem_1");
  }

  private void window(String kind, Map<String, Object> scope, Map<String, Object> entry) {
    ledger.add(
        "calendar.defined",
        "cal_1",
        it -> {
          it.put("calendar", "cal_1");
          it.put("kind", kind);
          it.put("scope", scope);
        });
    ledger.add(
        "calendar.entries-recorded",
        "cal_1",
        it -> {
          it.put("calendar", "cal_1");
          it.put("entries", List.of(entry));
        });
  }

  private static Map<String, Object> entry(
      String start, long seconds, @Nullable Map<String, Object> again) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("exact", true);
    entry.put("zone", "Europe/Berlin");
    entry.put("start", start);
    entry.put("seconds", seconds);
    if (again != null) {
      entry.put("recurrence", again);
    }
    return entry;
  }

  /** Each instant is asked for a month later, so that the window was declared before. */
  private void assertOpen(String... instants) {
    for (var at : instants) {
      ledger.at(Instant.parse(at).plusSeconds(60));
      observed(ORDERS, at, null);
    }
    assertThat(verdicts()).hasSize(instants.length).containsOnly("window cal_1");
  }

  private void assertClosed(String... instants) {
    for (var at : instants) {
      ledger.at(Instant.parse(at).plusSeconds(60));
      observed(ORDERS, at, null);
    }
    assertThat(verdicts()).hasSize(instants.length).containsOnly("");
  }

  private static Map<String, Object> weekly() {
    return Map.of(
        "frequency",
        "WEEKLY",
        "interval",
        2L,
        "days",
        List.of(Map.of("day", "SUNDAY", "ordinal", 0L)),
        "until",
        "2026-12-31T00:00:00Z");
  }

  @Test
  void aDeclaredWindowExplainsWhatHappensWithin() {
    window(
        "WINDOW",
        Map.of("environment", "production"),
        entry("2026-03-08T02:00:00", 7_200, weekly()));
    assertOpen(
        "2026-03-08T01:00:00Z",
        "2026-03-08T02:59:59Z",
        "2026-03-22T01:30:00Z",
        "2026-04-05T00:30:00Z"); // summer time
  }

  @Test
  void outsideOfItNothingIsExplained() {
    window(
        "WINDOW",
        Map.of("environment", "production"),
        entry("2026-03-08T02:00:00", 7_200, weekly()));
    assertClosed(
        "2026-03-08T03:00:00Z",
        "2026-03-15T01:30:00Z",
        "2026-04-05T02:00:00Z",
        "2027-01-10T01:30:00Z");
  }

  @Test
  void aWindowOfAnotherEnvironmentOrAFreezeExplainsNothing() {
    window("WINDOW", Map.of("environment", "staging"), entry("2026-03-08T02:00:00", 7_200, null));
    assertClosed("2026-03-08T01:30:00Z");
    window("FREEZE", Map.of(), entry("2026-03-09T02:00:00", 7_200, null));
    ledger.at("2026-03-09T01:31:00Z");
    observed(ORDERS, "2026-03-09T01:30:00Z", null);
    assertThat(verdicts()).containsOnly("");
  }

  @Test
  void aWindowThatWasDeclaredAfterwardsOrLiftedExplainsNothing() {
    ledger.at("2026-03-08T01:40:00Z");
    window("WINDOW", Map.of(), entry("2026-03-08T02:00:00", 7_200, null));
    ledger.at("2026-03-08T01:50:00Z");
    observed(ORDERS, "2026-03-08T01:30:00Z", null);
    observed(ORDERS, "2026-03-08T01:45:00Z", null);
    ledger.add("calendar.lifted", "cal_1", it -> it.put("calendar", "cal_1"));
    observed(ORDERS, "2026-03-08T01:46:00Z", null);
    assertThat(verdicts()).containsExactly("", "window cal_1", "");
  }

  @Test
  void monthsAndYearsAndNumbersOfTimesAreUnderstood() {
    var last =
        Map.<String, Object>of(
            "frequency", "MONTHLY", "interval", 1L, "monthDays", List.of(-1L), "count", 3L);
    window("WINDOW", Map.of("entity", ORDERS), entry("2026-03-31T10:00:00", 3_600, last));
    ledger.at("2026-03-20T00:00:00Z");
    assertOpen("2026-03-31T08:30:00Z", "2026-04-30T08:30:00Z", "2026-05-31T08:30:00Z");
    ledger.at("2026-07-01T00:00:00Z");
    observed(ORDERS, "2026-06-30T08:30:00Z", null);
    assertThat(verdicts().getLast()).isEmpty();
    var yearly = Map.<String, Object>of("frequency", "YEARLY", "interval", 1L);
    window("WINDOW", Map.of(), entry("2024-07-04T10:00:00", 3_600, yearly));
    ledger.at("2026-07-05T00:00:00Z");
    observed(ORDERS, "2026-07-04T08:30:00Z", null);
    observed(ORDERS, "2026-07-03T08:30:00Z", null);
    assertThat(verdicts().subList(4, 6)).containsExactly("window cal_1", "");
  }
}
