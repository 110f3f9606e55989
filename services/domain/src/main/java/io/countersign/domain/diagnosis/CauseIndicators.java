package io.countersign.domain.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a platform's events and of error lines that speak for a kind of cause.
 *
 * @param events the kind of cause that each reason of an event speaks for; {@link
 *     Cause.Kind#UNKNOWN} for one that only shows that something is wrong
 * @param words texts, in lower case, that speak for a kind of cause when an error line has them
 */
public record CauseIndicators(Map<String, Cause.Kind> events, Map<Cause.Kind, List<String>> words) {
  /** Nothing speaks for anything. */
  public static final CauseIndicators NONE = new CauseIndicators(Map.of(), Map.of());

  public CauseIndicators {
    events = Map.copyOf(events);
    words = Map.copyOf(words);
  }

  /** What an action speaks for if it is a platform's event; else it's somebody's act. */
  public Optional<Cause.Kind> event(String action) {
    return Optional.ofNullable(events.get(action));
  }

  public boolean says(String line, Cause.Kind kind) {
    var text = line.toLowerCase(Locale.ROOT);
    return words.getOrDefault(kind, List.of()).stream().anyMatch(text::contains);
  }
}
