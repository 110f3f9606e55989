package io.countersign.simulators.jira;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of an issue's changelog. */
record SiteHistory(String id, SiteUser author, Instant at, List<Item> items) {
  /** One field's change, by ids and by words; null where it was empty. */
  record Item(
      SiteField field,
      @Nullable String from,
      @Nullable String fromText,
      @Nullable String to,
      @Nullable String toText) {}
}
