package io.countersign.domain.calendar.rule;

import io.countersign.domain.calendar.rule.Occurrences.TooManyException;

/**
 * The work that it may take to compute times, in steps: a day that is looked at, a time that is
 * found. It's counted and never measured, so that every server decides the same.
 */
public final class Effort {
  /** All entries of a calendar together; less than a tenth of a second. */
  public static final int MOST_STEPS = 1_000_000;

  /** A time is put on the clock of its zone, which takes as long as ten days looked at. */
  private static final int CLOCK = 10;

  private final int mostTimes;
  private long left;
  private int times;

  private Effort(int factor) {
    this.mostTimes = factor * Occurrences.MOST;
    this.left = (long) factor * MOST_STEPS;
  }

  /** Of a calendar that is to be set. */
  public static Effort ofSetting() {
    return new Effort(1);
  }

  /** Of one that was set: it has become more as time went on, and still has a bound. */
  public static Effort ofExtending() {
    return new Effort(2);
  }

  /** Of what a decision has bounded before, or of one entry alone. */
  public static Effort unbounded() {
    return new Effort(Integer.MAX_VALUE / Occurrences.MOST);
  }

  void steps(int many) {
    left -= many;
    if (left < 0) {
      throw new TooManyException(
          "Its rules go through too many days to find its times: begin them later, count less, or"
              + " make several calendars of it.");
    }
  }

  void clocked(int many) {
    steps(many * CLOCK);
  }

  void found(int many) {
    times += many;
    if (times > mostTimes) {
      throw new TooManyException(TooManyException.WHY);
    }
  }
}
