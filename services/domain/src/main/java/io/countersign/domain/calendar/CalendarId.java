package io.countersign.domain.calendar;

import java.util.Optional;

/** The id of a calendar: {@code cal_} and the name that people call it by. */
public record CalendarId(String value) {
  private static final String PREFIX = "cal_";
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

  /**
   * @throws IllegalArgumentException when it isn't {@code cal_} and a name
   */
  public CalendarId {
    if (!value.matches(PREFIX + NAME)) {
      throw new IllegalArgumentException("not a calendar id: " + value);
    }
  }

  /** Empty for what is no name: lower-case letters, digits and hyphens, at most 63. */
  public static Optional<CalendarId> named(String name) {
    return name.matches(NAME) ? Optional.of(new CalendarId(PREFIX + name)) : Optional.empty();
  }

  public String name() {
    return value.substring(PREFIX.length());
  }

  @Override
  public String toString() {
    return value;
  }
}
