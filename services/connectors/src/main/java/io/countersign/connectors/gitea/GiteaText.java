package io.countersign.connectors.gitea;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text as Markdown in which it means nothing but itself: it mentions nobody, closes no issue,
 * shows no image. What we have to find again follows it in a comment that isn't shown.
 */
final class GiteaText {
  private static final Pattern MEANING = Pattern.compile("[!-/:-@\\[-`{-~]");
  private static final Pattern ESCAPED = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");
  private static final Pattern MARK = Pattern.compile("\\s*<!-- countersign=(\\S{1,900}) -->\\s*$");

  private GiteaText() {}

  /**
   * @param mark of {@code A-Z a-z 0-9 : . _ % ~} and single dashes
   */
  static String of(String text, String mark) {
    var inert = MEANING.matcher(text).replaceAll(it -> Matcher.quoteReplacement("\\" + it.group()));
    return inert + "\n\n<!-- countersign=" + mark + " -->";
  }

  /** Empty where there is none. */
  static String mark(String markdown) {
    var mark = MARK.matcher(markdown.replace("\r\n", "\n"));
    return mark.find() ? mark.group(1) : "";
  }

  /** The words of what we wrote. */
  static String ours(String markdown) {
    var text = MARK.matcher(markdown.replace("\r\n", "\n")).replaceFirst("");
    return ESCAPED.matcher(text).replaceAll(it -> Matcher.quoteReplacement(it.group(1)));
  }
}
