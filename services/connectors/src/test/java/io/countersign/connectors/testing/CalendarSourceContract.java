package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.calendar.CalendarAnswer;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Span;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of every source of calendars. */
public abstract class CalendarSourceContract {
  protected static final CalendarEntry NIGHT =
      CalendarEntry.single(
          new Span(Instant.parse("2026-12-01T20:00:00Z"), Instant.parse("2026-12-02T04:00:00Z")));

  protected abstract CalendarSource source();

  /** It has this one time from now on, under a tag of its own. */
  protected abstract void holds(CalendarEntry entry);

  protected abstract void down();

  @Test
  void tellsAllOfItAndThenThatNothingChanged() {
    holds(NIGHT);
    var told = Outcomes.value(source().current(null));
    assertThat(told)
        .isInstanceOfSatisfying(
            CalendarAnswer.Whole.class,
            it -> {
              assertThat(it.entries()).isEqualTo(List.of(NIGHT));
              assertThat(Outcomes.value(source().current(it.tag())))
                  .isEqualTo(new CalendarAnswer.Unchanged());
            });
    assertThat(source().check().ok()).isTrue();
  }

  @Test
  void beingDownIsToldWithAdvice() {
    down();
    assertThat(Outcomes.failed(source().current(null)).code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(source().check().ok()).isFalse();
  }
}
