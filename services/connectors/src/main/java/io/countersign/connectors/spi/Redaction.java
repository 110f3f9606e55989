package io.countersign.connectors.spi;

import io.countersign.domain.TextRedaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps secrets out of texts that others will read. */
public final class Redaction {
  /** Knows no value, only what credentials look like. */
  public static final Redaction NONE = new Redaction(List.of());

  private static final String GONE = "[redacted]";
  // Others choose these texts: no pattern may take more than linear time or recurse deeply.
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic)\\s{1,8}[A-Za-z0-9+/=._~-]{6,}+");
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|session[_-]?id"
              + "|credentials?)[\"']?\\s{0,8}[:=]\\s{0,8})"
              + "(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,100}+\"?|[^\\s\",}\\]]++)");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*+(?:-----END [A-Z ]{0,30}-----)?");

  private static final Pattern COOKIE =
      Pattern.compile("(?i)\\b((?:set-)?cookie[\"']?\\s{0,8}[:=]\\s{0,8})[^\\r\\n]++");
  private static final Pattern LOGIN_IN_ADDRESS =
      Pattern.compile("(://)[^/\\s:@]{0,200}+:[^/\\s@]{1,200}+@");

  /** Tokens that say themselves what they are: JWT, and those of well-known services. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?"
              + "|\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\bgh[a-z]_[A-Za-z0-9]{20,}+"
              + "|\\bglpat-[A-Za-z0-9_-]{20,}+|\\bxox[a-z]-[A-Za-z0-9-]{10,}+");

  private final List<String> values;

  private Redaction(List<String> values) {
    this.values = values;
  }

  /** Of these values, however they were encoded on their way. */
  public static Redaction of(Secret... secrets) {
    return new Redaction(
        Arrays.stream(secrets)
            .map(Secret::reveal)
            .filter(value -> !value.isEmpty())
            .flatMap(Redaction::encodings)
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList());
  }

  /**
   * The text without the values, without what looks like a credential and without what a terminal
   * would obey, well-formed.
   */
  public String text(String text) {
    var clean = TextRedaction.withoutTerminalSequences(WellFormedText.of(text));
    for (var value : values) {
      clean = clean.replace(value, GONE);
    }
    clean = SCHEME.matcher(clean).replaceAll("$1 " + GONE);
    clean = MEMBER.matcher(clean).replaceAll("$1\"" + GONE + "\"");
    clean = COOKIE.matcher(clean).replaceAll("$1" + GONE);
    clean = LOGIN_IN_ADDRESS.matcher(clean).replaceAll("$1" + GONE + "@");
    clean = TOKEN.matcher(clean).replaceAll(GONE);
    return PRIVATE_KEY.matcher(clean).replaceAll(GONE);
  }

  private static Stream<String> encodings(String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        value,
        value.replace("\\", "\\\\").replace("\"", "\\\""),
        value.replace("/", "\\/"),
        URLEncoder.encode(value, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }
}
