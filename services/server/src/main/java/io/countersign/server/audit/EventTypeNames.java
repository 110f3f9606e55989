package io.countersign.server.audit;

import io.countersign.ledger.codec.EventNames;
import io.countersign.server.web.problem.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of events as callers may ask for them: none that can't be on record. */
final class EventTypeNames {
  private static final int MOST = 12;

  private static final Set<String> ALL =
      EventNames.all().values().stream()
          .map(EventNames.Name::type)
          .collect(Collectors.toCollection(TreeSet::new));

  private EventTypeNames() {}

  /**
   * @throws RefusedException for a name that no event has, with those that are like it
   */
  static @Nullable String checked(@Nullable String asked) {
    if (asked == null || ALL.contains(asked)) {
      return asked;
    }
    var like = like(asked);
    throw RefusedException.badRequest(
        "type",
        like.isEmpty()
            ? "is no event's name; they begin with " + String.join(", ", families())
            : "is no event's name; like it are " + String.join(", ", like));
  }

  /** Those that have one of its words. */
  private static List<String> like(String asked) {
    var words = words(asked).stream().filter(it -> it.length() > 2).toList();
    return ALL.stream()
        .filter(it -> words(it).stream().anyMatch(word -> shared(word, words)))
        .limit(MOST)
        .toList();
  }

  private static boolean shared(String word, List<String> words) {
    return words.stream().anyMatch(it -> word.startsWith(it) || it.startsWith(word));
  }

  private static List<String> words(String name) {
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z]+")).toList();
  }

  private static Set<String> families() {
    return ALL.stream()
        .map(it -> it.substring(0, it.indexOf('.') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
