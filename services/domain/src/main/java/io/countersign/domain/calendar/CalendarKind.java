package io.countersign.domain.calendar;

/** The kinds of calendars; of several that say otherwise, the last one here holds. */
public enum CalendarKind {
  /** Work may begin within, and not outside. */
  WINDOW,
  /** Nothing begins within, again and again: opening hours, the end of a month. */
  BLACKOUT,
  /** Nothing begins within, for once: until what is going on is over. */
  FREEZE
}
