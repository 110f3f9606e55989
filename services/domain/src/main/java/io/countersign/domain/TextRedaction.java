package io.countersign.domain;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The removal of secrets and of people's addresses from text that comes from outside, before it's
 * recorded for ever (invariant 11). It knows forms, not meanings: what it lets pass may still be
 * personal, so longer texts of people lie beside the record. What is redacted once stays as it is.
 */
public final class TextRedaction {
  public static final String MARK = "[redacted]";

  /** A form, of which everything but the first group goes. */
  private record Form(Pattern pattern) {
    static Form of(String regex) {
      return new Form(Pattern.compile(regex));
    }

    String redact(String text) {
      return pattern.matcher(text).replaceAll(it -> Matcher.quoteReplacement(it.group(1) + MARK));
    }
  }

  private static final String NAMES =
      "(?:pass(?:word|wd|phrase)?|pwd|[a-z]{1,20}[_-]secret|token|api[_-]?key|access[_-]?key"
          + "|private[_-]?key|session[_-]?id|credentials?|authorization|cookie)";

  /** Names that say so wherever they end a word, and what may stand between them and a value. */
  private static final String NAMED =
      "(?i)((?:(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
          + "|private[_-]?key|session[_-]?id|credentials?)|(?:\\b|_)"
          + NAMES
          + ")(?:\\\\{0,3}[\"'])?\\s{0,8}+[=:]\\s{0,8}+";

  /**
   * Every repetition is bounded or never given back, and what begins like a secret goes even where
   * its end is missing: so no text is looked at again and again, and a hostile one costs no more
   * than another.
   */
  private static final List<Form> SECRETS =
      List.of(
          Form.of(
              "()-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
                  + "(?s:.{0,20000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)|.{20000})"),
          Form.of("(://)[^/\\s:@]{0,200}:[^/\\s@]{1,400}(?=@)"),
          Form.of(
              "(?i)(\\b(?:bearer|basic)\\s{1,8})(?:(?=[A-Za-z._~-]{0,200}[0-9+/=])"
                  + "[A-Za-z0-9._~+/=-]{6,4000}|[A-Za-z0-9._~+/=-]{16,4000})"),
          Form.of(
              "(?i)(\\b(?:set-)?cookie[\"']?\\s{0,8}+[:=]\\s{0,8}+)(?!\\[redacted])[^\\r\\n]++"),
          Form.of(NAMED + "\")(?!\\[redacted]|\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,100}+"),
          Form.of(NAMED + "')(?!\\[redacted]|')[^']*+"),
          Form.of(NAMED + "\\\\?[\"']?)(?!\\[redacted])[^\\s\"',;&]{3,4000}"),
          Form.of(
              "(\\b)eyJ[A-Za-z0-9_-]{8,4000}"
                  + "(?:\\.[A-Za-z0-9_-]{8,8000}(?:\\.[A-Za-z0-9_-]{0,4000})?)?"),
          Form.of("(\\bots_)[0-9a-f]{32}"),
          Form.of("(\\b(?:ses|tok)_[0-9a-f]{20}\\.)[A-Za-z0-9_-]{20,100}"),
          Form.of(
              "(\\b)(?:A[KS]IA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|gh[a-z]_[A-Za-z0-9]{20,255}"
                  + "|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{20,255}"
                  + "|xox[a-z]-[A-Za-z0-9-]{10,255}|sk-[A-Za-z0-9_-]{20,255})"));

  private static final List<Form> PEOPLE =
      List.of(
          Form.of(
              "(^|[^\\w.+%@/-])[\\w.+%-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,7}"
                  + "\\.[A-Za-z][\\w-]{0,62}"),
          Form.of("(^|[\\s(:=,;\"'])\\+[0-9][0-9 ()/-]{6,20}[0-9]"));

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
      Pattern.compile("([^\\s/@]++)(?=@(?!sha[0-9]{3}:)[A-Za-z0-9\\[])|[^\\s/@]++");

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_PASSWORD = 400;

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)(?:.{0,200}[_.-])?" + NAMES + "(?:[_.-].{0,200})?");

  private TextRedaction() {}

  /** Running text, such as the reason that a person gives: without secrets and addresses. */
  public static String text(String text) {
    return redact(secrets(text), PEOPLE);
  }

  /** What another system told, where people's addresses belong to the matter: without secrets. */
  public static String secrets(String text) {
    var plain = withoutTerminalSequences(text);
    return redact(plain.indexOf('@') < 0 ? plain : withoutUserInfo(plain), SECRETS);
  }

  private static String redact(String text, List<Form> forms) {
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

  /** Values by name, such as an alert's labels: all of a value whose name says that it's secret. */
  public static Map<String, String> values(Map<String, String> values) {
    return values(values, TextRedaction::text);
  }

  /** The same of what another system told, as {@link #secrets}. */
  public static Map<String, String> secretValues(Map<String, String> values) {
    return values(values, TextRedaction::secrets);
  }

  private static Map<String, String> values(
      Map<String, String> values, UnaryOperator<String> redaction) {
    return values.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                it ->
                    isSecret(it.getKey()) && !it.getValue().isEmpty()
                        ? MARK
                        : redaction.apply(it.getValue())));
  }

  private static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).matches();
  }
}
