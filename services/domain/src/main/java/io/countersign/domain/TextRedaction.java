package io.countersign.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The removal of secrets and of people's addresses from text that comes from outside, before it's
 * recorded for ever (invariant 11). It knows forms, not meanings: what it lets pass may still be
 * personal, so longer texts of people lie beside the record. What is redacted once stays as it is.
 */
public final class TextRedaction {
  public static final String MARK = "[redacted]";

  /**
   * What a terminal would obey instead of showing: colours, cursor moves, titles. Whatever stands
   * behind, no escape remains, so what is left can't make up another one.
   */
  private static final Pattern TERMINAL_SEQUENCE =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)[0-?]{0,100}[ -/]{0,20}[@-~]?"
              + "|(?:\u001b[]PX^_]|[\u0090\u0098\u009d-\u009f])"
              + "(?:[^\u0007\u001b\u009c\\n]{0,2000}(?:\u0007|\u001b\\\\|\u009c))?"
              + "|\u001b[ -/]{0,20}[0-~]?|\u009c");

  /** What may hold a name and a password before a host. */
  private static final Pattern BEFORE_HOST =
      Pattern.compile(
          "19:"
              + SecretForms.THREAD
              + "|([^\\s/@]++)(?=@(?!sha[0-9]{3}:)[A-Za-z0-9\\[])|[^\\s/@]++");

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_PASSWORD = 400;

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)(?:.{0,200}[_.-])?" + SecretForms.NAMES + "(?:[_.-].{0,200})?");

  private TextRedaction() {}

  /** Running text, such as the reason that a person gives: without secrets and addresses. */
  public static String text(String text) {
    return redact(secrets(text), SecretForms.PEOPLE);
  }

  /** What another system told, where people's addresses belong to the matter: without secrets. */
  public static String secrets(String text) {
    var plain = withoutTerminalSequences(text);
    return redact(plain.indexOf('@') < 0 ? plain : withoutUserInfo(plain), SecretForms.SECRETS);
  }

  private static String redact(String text, List<SecretForms.Form> forms) {
    var redacted = text;
    for (var form : forms) {
      redacted = form.redact(redacted);
    }
    return redacted;
  }

  /** The text as a terminal would have shown it: a program that colours its words says no more. */
  public static String withoutTerminalSequences(String text) {
    return text.chars().noneMatch(c -> c == '\u001b' || (c >= '\u0080' && c <= '\u009f'))
        ? text
        : TERMINAL_SEQUENCE.matcher(text).replaceAll("");
  }

  private static String withoutUserInfo(String text) {
    return BEFORE_HOST
        .matcher(text)
        .replaceAll(
            it -> Matcher.quoteReplacement(it.group(1) == null ? it.group() : open(it.group(1))));
  }

  /** What remains of {@code name:password}: what stands before the name. */
  private static String open(String text) {
    int first = Math.max(1, text.length() - LONGEST_PASSWORD - 1);
    for (int colon = text.indexOf(':', first); colon >= 0; colon = text.indexOf(':', colon + 1)) {
      int start = colon;
      while (start > 0 && colon - start < LONGEST_NAME && isOfName(text.charAt(start - 1))) {
        start--;
      }
      if (start < colon && colon < text.length() - 1) {
        return text.substring(0, start) + MARK;
      }
    }
    return text;
  }

  private static boolean isOfName(char character) {
    return ":\"'(<,;=".indexOf(character) < 0;
  }

  /** Whether a text holds what would be redacted. */
  public static boolean isNeeded(String text) {
    return !text(text).equals(text);
  }

  /**
   * Values by name, such as an alert's labels: all of a value whose name says that it's secret, and
   * of a name what looks like one.
   */
  public static Map<String, String> values(Map<String, String> values) {
    return values(values, TextRedaction::text);
  }

  /** The same of what another system told, as {@link #secrets}. */
  public static Map<String, String> secretValues(Map<String, String> values) {
    return values(values, TextRedaction::secrets);
  }

  private static Map<String, String> values(
      Map<String, String> values, UnaryOperator<String> redaction) {
    var redacted = new TreeMap<String, String>();
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              boolean all = isSecret(name) && !value.isEmpty();
              redacted.put(
                  free(redaction.apply(name), redacted.keySet()),
                  all ? MARK : redaction.apply(value));
            });
    return Map.copyOf(redacted);
  }

  /** Two names may be the same once they are redacted. */
  private static String free(String name, Set<String> taken) {
    var free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + " " + i;
    }
    return free;
  }

  private static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).matches();
  }
}
