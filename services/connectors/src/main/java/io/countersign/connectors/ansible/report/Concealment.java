package io.countersign.connectors.ansible.report;

import io.countersign.connectors.spi.Redaction;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.WellFormedText;
import java.util.List;
import java.util.stream.Stream;

/**
 * The concealment of what a run was told in confidence, and of what its vaults hold.
 *
 * @param redaction of values that are long enough to be found
 * @param brief values too short for that: to cut out each {@code 1} would leave nothing readable
 *     and tell where they stood. A text in which one stands by itself is withheld as a whole;
 *     inside a longer word nobody can tell it from chance
 * @param closed whether there's a vault that couldn't be opened: then nobody knows what to look for
 */
public record Concealment(Redaction redaction, List<String> brief, boolean closed) {
  private static final int FOUND = 4;
  private static final int MOST_TEXT = 400;
  private static final String BRIEF = "[withheld: may hold a vaulted value]";
  private static final String CLOSED = "[withheld: a vault here couldn't be opened]";

  public Concealment {
    brief = List.copyOf(brief);
  }

  public static Concealment of(List<String> secrets, List<String> vaulted, boolean closed) {
    var long4 =
        Stream.concat(secrets.stream(), vaulted.stream().filter(it -> it.length() >= FOUND));
    return new Concealment(
        Redaction.of(long4.map(Secret::new).toArray(Secret[]::new)),
        vaulted.stream().filter(it -> !it.isEmpty() && it.length() < FOUND).toList(),
        closed);
  }

  /** A name: no place for a value from a vault. */
  String name(String text) {
    var line = redaction.text(text).replaceAll("\\p{Cntrl}+", " ").strip();
    // Redacted before it's cut: half a secret is known by no pattern.
    return TextLimit.cut(line, MOST_TEXT);
  }

  /** What a task told of what it did. */
  String told(String text) {
    if (text.isBlank()) {
      return "";
    }
    if (closed) {
      return CLOSED;
    }
    if (brief.stream().anyMatch(it -> standsIn(text, it))) {
      return BRIEF;
    }
    var name = name(text);
    return WellFormedText.isWellFormed(text) && !text.contains("\uFFFD")
        ? name
        : name + " [not UTF-8]";
  }

  private static boolean standsIn(String text, String value) {
    for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      int end = at + value.length();
      boolean opened = at == 0 || isBetween(text.charAt(at - 1), value.charAt(0));
      boolean closed =
          end == text.length() || isBetween(value.charAt(value.length() - 1), text.charAt(end));
      if (opened && closed) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word ends between two characters. */
  private static boolean isBetween(char before, char after) {
    return !Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(after);
  }
}
