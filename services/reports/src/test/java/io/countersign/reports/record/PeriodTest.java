package io.countersign.reports.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportLeaf;
import io.countersign.reports.ReportPeriod;
import io.countersign.reports.ReportSeries.Point;
import io.countersign.reports.json.JsonRefusal;
import io.countersign.reports.testing.ChangeStory;
import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.ReportTrial;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static ReportPeriod day(String date) {
    var day = LocalDate.parse(date);
    return ReportPeriod.ofDays(day, day.plusDays(1), BERLIN);
  }

  @Test
  void j10_aDayIsAsLongAsItIsThere() {
    assertThat(length(day("2026-03-29"))).isEqualTo(Duration.ofHours(23));
    assertThat(length(day("2026-10-25"))).isEqualTo(Duration.ofHours(25));
    assertThat(length(day("2028-02-29"))).isEqualTo(Duration.ofHours(24));
    assertThat(day("2028-02-29").to()).isEqualTo(day("2028-03-01").from());
    assertThatThrownBy(() -> ReportPeriod.utc(Instant.EPOCH, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Duration length(ReportPeriod period) {
    return Duration.between(period.from(), period.to());
  }

  /** The leaf of a boundary is the first recorded then or later, so that the ranges meet. */
  @Test
  void j10_eachChangeIsInOneOfTwoPeriodsThatMeet() throws JsonRefusal {
    var boundary = day("2026-10-25").to();
    var ledger = new LedgerText();
    var instants =
        List.of(
            boundary.minusNanos(1_000),
            boundary,
            boundary.plusNanos(1_000),
            boundary.minusNanos(1_000), // a clock that went back
            boundary.plusSeconds(1));
    for (int i = 0; i < instants.size(); i++) {
      ledger.at(instants.get(i));
      new ChangeStory(ledger, "rem_" + i, "service/production/orders").proposed("system");
    }
    var leaves = new ArrayList<ReportLeaf>();
    ledger.leaves(0, ledger.size()).forEachRemaining(leaves::add);
    long cut = boundary(leaves, boundary);
    assertThat(cut).isEqualTo(1);
    var before = ReportTrial.report(ReportKind.CHANGE_REGISTER, leaves, 0, 0, cut);
    var after = ReportTrial.report(ReportKind.CHANGE_REGISTER, leaves, cut, cut, leaves.size());
    assertThat(before.primary().rows()).extracting(List::getFirst).containsExactly("rem_0");
    assertThat(after.primary().rows())
        .extracting(List::getFirst)
        .containsExactly("rem_1", "rem_2", "rem_3", "rem_4");
  }

  private static long boundary(List<ReportLeaf> leaves, Instant instant) throws JsonRefusal {
    for (var leaf : leaves) {
      if (!LeafEvent.of(leaf).at().isBefore(instant)) {
        return leaf.index();
      }
    }
    return leaves.size();
  }

  @Test
  void j10_daysAreCountedInThePeriodsZone() {
    var period =
        ReportPeriod.ofDays(LocalDate.of(2026, 10, 24), LocalDate.of(2026, 10, 27), BERLIN);
    var buckets = new PeriodBuckets(period);
    buckets.add(Instant.parse("2026-10-23T21:59:59.999999Z"), 1); // before it
    buckets.add(Instant.parse("2026-10-23T22:00:00Z"), 1);
    buckets.add(Instant.parse("2026-10-24T21:59:59.999999Z"), 1);
    buckets.add(Instant.parse("2026-10-25T22:59:59.999999Z"), 1);
    buckets.add(Instant.parse("2026-10-25T23:00:00Z"), 1);
    buckets.add(Instant.parse("2026-10-26T23:00:00Z"), 1); // after it
    var series = buckets.counts("n", "N");
    assertThat(series.name()).isEqualTo("n-by-day");
    assertThat(series.points())
        .containsExactly(
            new Point("2026-10-24", 2), new Point("2026-10-25", 1), new Point("2026-10-26", 1));
  }

  @Test
  void aLongPeriodIsToldByMonths() {
    var buckets =
        new PeriodBuckets(
            ReportPeriod.ofDays(LocalDate.of(2028, 1, 15), LocalDate.of(2028, 4, 1), BERLIN));
    buckets.add(Instant.parse("2028-02-29T22:59:59.999999Z"), 7);
    buckets.add(Instant.parse("2028-02-29T23:00:00Z"), 9);
    assertThat(buckets.medians("m", "M", "s").points())
        .containsExactly(new Point("2028-02", 7), new Point("2028-03", 9));
    assertThat(buckets.counts("m", "M").points()).hasSize(3);
  }

  @Test
  void figuresAreWholeNumbers() {
    var spread = new Spread();
    assertThat(spread.mean()).isEqualTo("not recorded");
    assertThat(spread.percentile(50)).isEqualTo("not recorded");
    List.of(1L, 2L, 3L, 100L).forEach(spread::add);
    assertThat(spread.mean()).isEqualTo("26");
    assertThat(spread.percentile(50)).isEqualTo("2");
    assertThat(spread.percentile(90)).isEqualTo("100");
    assertThat(Spread.perMille(1, 3)).isEqualTo("333");
    assertThat(Spread.perMille(0, 0)).isEqualTo("not recorded");
  }
}
