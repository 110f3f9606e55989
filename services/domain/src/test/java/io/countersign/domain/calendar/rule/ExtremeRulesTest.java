package io.countersign.domain.calendar.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Numbers at the edges of what machines count with: taken as they're written, or refused. */
class ExtremeRulesTest {
  private static final List<BigInteger> EDGES =
      List.of(
          BigInteger.ZERO,
          BigInteger.TWO.pow(31),
          BigInteger.TWO.pow(32),
          BigInteger.TWO.pow(63),
          BigInteger.TWO.pow(64),
          BigInteger.valueOf(31),
          BigInteger.valueOf(366),
          BigInteger.valueOf(10_000));

  private static BigInteger extreme(Random random) {
    var near =
        EDGES.get(random.nextInt(EDGES.size())).add(BigInteger.valueOf(random.nextInt(9) - 4));
    return random.nextBoolean() ? near : near.negate();
  }

  private static boolean lies(BigInteger number, int from, int to) {
    return number.compareTo(BigInteger.valueOf(from)) >= 0
        && number.compareTo(BigInteger.valueOf(to)) <= 0;
  }

  private static boolean isTaken(String rule) {
    var start = LocalDateTime.parse("2026-01-01T10:00");
    var read = RecurrenceText.parse(rule, "UTC");
    return read.rule() != null
        && EntryProblems.of(CalendarEntry.recurring(start, start.plusHours(1), "UTC", read.rule()))
            .isEmpty();
  }

  @RepeatedTest(500)
  void e07_noNumberIsTakenForAnother(RepetitionInfo repetition) {
    var number = extreme(new Random(repetition.getCurrentRepetition()));
    assertThat(isTaken("FREQ=DAILY;INTERVAL=" + number)).isEqualTo(lies(number, 1, 366));
    assertThat(isTaken("FREQ=DAILY;COUNT=" + number)).isEqualTo(lies(number, 1, 10_000));
    boolean day = lies(number, -31, 31) && number.signum() != 0;
    assertThat(isTaken("FREQ=MONTHLY;BYMONTHDAY=1," + number)).isEqualTo(day);
    assertThat(isTaken("FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=1," + number))
        .isEqualTo(lies(number, 1, 12));
  }
}
