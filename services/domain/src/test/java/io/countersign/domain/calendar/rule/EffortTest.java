package io.countersign.domain.calendar.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.calendar.rule.Occurrences.TooManyException;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a calendar costs to compute has a bound that no clock decides. */
class EffortTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static List<CalendarEntry> many(int number, String start, String rule) {
    var begins = LocalDateTime.parse(start);
    var read = RecurrenceText.parse(rule, "UTC").rule();
    return Collections.nCopies(
        number, CalendarEntry.recurring(begins, begins.plusHours(1), "Europe/Berlin", read));
  }

  private static void assertTooMuch(List<CalendarEntry> entries) {
    assertThat(EntryProblems.of(entries)).isEmpty();
    assertThatThrownBy(() -> Horizon.times(entries, NOW))
        .isInstanceOf(TooManyException.class)
        .hasMessageContaining("too many days");
  }

  /** None of them takes place any more, and each is counted from its start. */
  @Test
  void e07_countedRulesThatAreOverCostAsMuchAsOthers() {
    assertTooMuch(many(600, "1970-01-01T00:00", "FREQ=DAILY;COUNT=10000"));
    assertTooMuch(many(1_000, "1970-01-30T00:00", "FREQ=MONTHLY;BYMONTHDAY=30;COUNT=10000"));
  }

  @Test
  void e07_whatBecomesTooMuchLaterIsRefusedNow() {
    var later = many(900, "2028-06-01T00:00", "FREQ=DAILY");
    assertThat(Occurrences.of(later, NOW, Horizon.from(NOW)).isEmpty()).isTrue();
    assertThatThrownBy(() -> Horizon.times(later, NOW)).isInstanceOf(TooManyException.class);
  }

  @Test
  void whatOrganisationsPlanIsFarFromIt() {
    var holidays = many(1_000, "1980-12-25T00:00", "FREQ=YEARLY");
    assertThat(Horizon.times(holidays, NOW).all()).hasSize(1);
    var nights = many(100, "2016-03-07T22:00", "FREQ=WEEKLY;COUNT=1000");
    assertThat(Horizon.times(nights, NOW).all()).isNotEmpty();
  }

  @Test
  void longListsOfDaysCostMore() {
    assertThat(Recurrence.each(Frequency.DAILY).stepsOfDay()).isEqualTo(1);
    var listed = RecurrenceText.parse("FREQ=YEARLY;BYDAY=1MO,2TU;BYMONTHDAY=1,2,3", "UTC").rule();
    assertThat(Objects.requireNonNull(listed).stepsOfDay()).isEqualTo(6);
  }
}
