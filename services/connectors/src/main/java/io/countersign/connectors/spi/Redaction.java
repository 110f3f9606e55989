package io.countersign.connectors.spi;

import io.countersign.domain.TextRedaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The removal of known secrets, and of what looks like one, from texts that others will read: the
 * forms are those of {@link TextRedaction}.
 */
public final class Redaction {
  /** Knows no value, only what credentials look like. */
  public static final Redaction NONE = new Redaction(List.of());

  /** Characters that a secret has at least, so that it can be told from parts of words. */
  public static final int SHORTEST = 4;

  private final List<String> values;

  private Redaction(List<String> values) {
    this.values = values;
  }

  /**
   * Of these values, however they were encoded on their way. What is shorter than four characters
   * stays: it would take parts of words out of every text, and show by that what it is.
   */
  public static Redaction of(Secret... secrets) {
    return new Redaction(
        Arrays.stream(secrets)
            .map(Secret::reveal)
            .filter(value -> value.length() >= SHORTEST)
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
      clean = clean.replace(value, TextRedaction.MARK);
    }
    return TextRedaction.secrets(clean);
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
