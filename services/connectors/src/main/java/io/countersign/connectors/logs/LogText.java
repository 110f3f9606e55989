package io.countersign.connectors.logs;

import io.countersign.connectors.spi.WellFormedText;
import io.countersign.domain.TextRedaction;
import java.util.regex.Pattern;

/**
 * A line's text as others may read it. Only its first line counts, and what stands in quotes is
 * left out: it's what somebody typed as often as not.
 */
public final class LogText {
  static final int MAX_SIGNATURE = 200;
  static final int MAX_EXAMPLE = 300;
  private static final int MAX_READ = 2000;

  // Others choose these texts: no pattern may take more than linear time or recurse deeply.
  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"]*+\"|`[^`]*+`|(?<![A-Za-z0-9])'[^']*+'(?![A-Za-z0-9])");
  private static final Pattern PERSON =
      Pattern.compile(
          "(?i)\\b((?:user|customer|account|client|employee|member|person|patient)?[_ -]?"
              + "(?:name|login|email|mail|phone|address|username|user|customer)\\s?[=:]\\s?)[^\\s,;)]++");
  private static final Pattern LONG_NUMBER =
      Pattern.compile("(?<![0-9A-Za-z.-])[0-9](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z])");
  private static final Pattern LONG_TOKEN =
      Pattern.compile("(?<![A-Za-z0-9_+=])(?=[A-Za-z_+=]{0,100}[0-9])[A-Za-z0-9_+=]{24,}+");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?::[0-9]{1,5})?\\b"
              + "|(?<![A-Za-z0-9:])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}(?![A-Za-z0-9:])");
  private static final Pattern URL_QUERY = Pattern.compile("(https?://[^\\s?#]{1,500}+)[?#]\\S++");

  private static final Pattern INSTANT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,9})?"
              + "(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?");
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern HEX =
      Pattern.compile(
          "(?i)\\b0x[0-9a-f]++\\b|\\b(?=[a-f]{0,40}[0-9])(?=[0-9]{0,40}[a-f])[0-9a-f]{7,}+\\b");
  private static final Pattern MIXED_ID =
      Pattern.compile("\\b(?=[A-Za-z]{0,40}[0-9])(?=[0-9]{0,40}[A-Za-z])[A-Za-z0-9]{5,40}+\\b");
  private static final Pattern NUMBER = Pattern.compile("[0-9]++(?:[.,][0-9]++)*+");

  private LogText() {}

  /** The text without secrets and personal data: at most 300 characters, one line. */
  public static String example(String message) {
    return bounded(clean(message), MAX_EXAMPLE);
  }

  /** What lines of the same kind have in common: at most 200 characters. */
  public static String signature(String message) {
    var text = clean(message);
    text = INSTANT.matcher(text).replaceAll("<time>");
    text = UUID.matcher(text).replaceAll("<id>");
    text = HEX.matcher(text).replaceAll("<hex>");
    text = MIXED_ID.matcher(text).replaceAll("<id>");
    text = NUMBER.matcher(text).replaceAll("<n>");
    return bounded(text, MAX_SIGNATURE);
  }

  private static String clean(String message) {
    var line = message.strip().lines().findFirst().orElse("");
    var text =
        TextRedaction.text(WellFormedText.of(bounded(line, MAX_READ)))
            .replace('"' + TextRedaction.MARK + '"', TextRedaction.MARK);
    text = QUOTED.matcher(text).replaceAll("<value>");
    text = URL_QUERY.matcher(text).replaceAll("$1?<value>");
    text = PERSON.matcher(text).replaceAll("$1" + TextRedaction.MARK);
    text = LONG_NUMBER.matcher(text).replaceAll(TextRedaction.MARK);
    text = ADDRESS.matcher(text).replaceAll("<address>");
    text = LONG_TOKEN.matcher(text).replaceAll(TextRedaction.MARK);
    return writable(text).replaceAll("\\s++", " ").strip();
  }

  /** Without control characters and halves of characters, which no event takes. */
  private static String writable(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String bounded(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
  }
}
