package io.countersign.connectors.canonical;

import io.countersign.connectors.intake.EntryReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.change.Change;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The events that a platform such as Kubernetes reports of its own accord: {@code {attributes,
 * reason, firstSeen?, lastSeen?, count?, type?, message?, reference?}}. It becomes a change whose
 * action is the reason in kebab-case, at the time when it was first seen, and another one when it
 * was last seen. The message is somebody's free text, and with that never kept; nor are count and
 * type.
 */
final class PlatformEvents {
  private static final Set<String> MEMBERS =
      Set.of(
          "attributes", "reason", "firstSeen", "lastSeen", "count", "type", "message", "reference");
  private static final int LONGEST = 1024;

  /** What no word such as {@code OOMKilled} holds. */
  private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9_.-]+");

  /** {@code oom|Killed}, {@code Back|Off}: a word begins at a capital, if it isn't an acronym's. */
  private static final Pattern WORD =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.]");

  private PlatformEvents() {}

  /** None, and the reason told, when it can't be used. */
  static List<Change> read(
      EntryReader event,
      String where,
      String feed,
      ChangeNaming naming,
      List<InputProblem> problems) {
    event.only(MEMBERS);
    var times = times(event);
    if (times.isEmpty()) {
      problems.add(
          new InputProblem(
              where + "/lastSeen", "or firstSeen must be a time in ISO 8601, from 1970 to 9999"));
      return List.of();
    }
    var action = action(word(naming.action(event, "reason"), event));
    var reference = event.optional("reference", LONGEST);
    var named = naming.name(event, action);
    var reading = named.reading(event);
    return times.stream()
        .map(
            at ->
                new Change(
                    feed, named.entity(), action, at, reference, null, null, null, null, reading))
        .toList();
  }

  private static List<Instant> times(EntryReader event) {
    return Stream.of(event.time("firstSeen"), event.time("lastSeen"))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static String word(String reason, EntryReader event) {
    var word = NO_WORD.matcher(reason).replaceAll("-");
    if (!word.equals(reason)) {
      event.note(Adjustment.ACTION_REPLACED);
    }
    return word;
  }

  static String action(String reason) {
    return WORD.matcher(reason).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
