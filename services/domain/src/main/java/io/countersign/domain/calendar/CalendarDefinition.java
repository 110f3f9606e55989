package io.countersign.domain.calendar;

import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Digest;
import io.countersign.domain.access.Scope;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.catalog.CatalogFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One calendar, whole.
 *
 * @param dependents whether what depends on its targets is closed with them; of no meaning for a
 *     window
 */
public record CalendarDefinition(
    CalendarKind kind, CalendarScope scope, boolean dependents, List<CalendarEntry> entries) {
  public CalendarDefinition {
    entries = List.copyOf(entries);
  }

  /**
   * When it takes place, as far as is computed ahead.
   *
   * @throws io.countersign.domain.calendar.rule.Occurrences.TooManyException as {@link
   *     Horizon#times} does
   */
  public Spans times(Instant now) {
    return Horizon.times(entries, now);
  }

  /**
   * The bounds of roles that reach all that it holds. Of what holds dependents, everywhere: they
   * may be anybody's, and are somebody else's by tomorrow.
   */
  public Scope within(CatalogFacts catalog) {
    return dependents ? Scope.EVERYWHERE : scope.within(catalog);
  }

  /**
   * The same of a change to it: of what it was, too.
   *
   * @param before what is in force; empty for a new one
   */
  public Scope within(Optional<CalendarDefinition> before, CatalogFacts catalog) {
    return before.map(it -> it.joined(this)).orElse(this).within(catalog);
  }

  /** Its targets stay what they are; what holds dependents before or afterwards reaches them. */
  private CalendarDefinition joined(CalendarDefinition after) {
    return new CalendarDefinition(kind, scope, dependents || after.dependents, entries);
  }

  /** SHA-256 over all of it in canonical form ({@link CanonicalJson}). */
  public Digest digest() {
    return Digest.ofJson(
        Map.of(
            "t",
            "countersign-calendar/1",
            "kind",
            kind.name(),
            "scope",
            scope.toString(),
            "dependents",
            dependents,
            "entries",
            entries.stream().map(CalendarDefinition::canonical).toList()));
  }

  private static Map<String, Object> canonical(CalendarEntry it) {
    var json = new TreeMap<String, Object>();
    json.put("start", it.start().toString());
    json.put("seconds", it.seconds());
    json.put("exact", it.exact());
    json.put("zone", it.zone());
    json.put("except", it.except().stream().map(Object::toString).toList());
    json.put("extra", it.extra().stream().map(e -> e.start() + "/" + e.end()).toList());
    json.put(
        "moved",
        it.moved().stream().map(m -> m.original() + "/" + m.start() + "/" + m.end()).toList());
    var rule = it.recurrence();
    if (rule != null) {
      json.put("recurrence", canonical(rule));
    }
    return json;
  }

  private static Map<String, Object> canonical(Recurrence rule) {
    var json = new TreeMap<String, Object>();
    json.put("frequency", rule.frequency().name());
    json.put("interval", rule.interval());
    json.put("days", rule.days().stream().map(it -> it.ordinal() + " " + it.day()).toList());
    json.put("monthDays", rule.monthDays());
    json.put("months", rule.months());
    var count = rule.count();
    if (count != null) {
      json.put("count", count);
    }
    var until = rule.until();
    if (until != null) {
      json.put("until", until.toString());
    }
    return json;
  }
}
