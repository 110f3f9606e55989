package io.countersign.server.calendar;

import java.time.zone.ZoneRulesProvider;

/** The time zone database of the JDK that this server runs on. */
final class TimeZoneDatabase {
  private TimeZoneDatabase() {}

  /** Such as {@code 2026a}; a later one is greater as text. */
  static String version() {
    return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
  }
}
