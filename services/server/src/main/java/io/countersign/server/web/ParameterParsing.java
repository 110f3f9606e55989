package io.countersign.server.web;

import io.countersign.connectors.settings.TimeFormat;
import io.countersign.domain.RefusalCode;
import io.countersign.server.web.body.RecordableText;
import io.countersign.server.web.body.VisibleText;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** Parameters and ids as callers write them. */
public final class ParameterParsing {
  private ParameterParsing() {}

  /**
   * Something that is addressed by an id: a malformed one names nothing.
   *
   * @param unknown the code for what isn't there
   */
  public static <T> T id(String text, Function<String, T> parser, RefusalCode unknown) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException _) {
      throw new RefusedException(unknown);
    }
  }

  /** An optional parameter in a form of its own; null if it isn't there. */
  public static <T> @Nullable T parameter(
      String name, @Nullable String text, Function<String, T> parser, String form) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (RuntimeException _) {
      throw RefusedException.badRequest(name, "must be " + form);
    }
  }

  /**
   * An instant that every clock and column knows: from 1970 to 9999; null if it isn't there.
   *
   * @param name as {@link #parameter} has it
   */
  public static @Nullable Instant instant(String name, @Nullable String text) {
    return parameter(
        name,
        text,
        it ->
            TimeFormat.ISO
                .read(StringNode.valueOf(it))
                .orElseThrow(() -> new IllegalArgumentException("no such instant")),
        "an instant in ISO 8601 with its offset, such as 2026-03-01T12:00:00Z, from 1970 to 9999");
  }

  /** A constant in any case, hyphens for underscores. */
  public static <E extends Enum<E>> @Nullable E word(
      String name, @Nullable String text, Class<E> type) {
    return parameter(
        name,
        text,
        word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_')),
        "one of "
            + java.util.Arrays.stream(type.getEnumConstants())
                .map(ParameterParsing::lower)
                .toList());
  }

  /** As answers write states. */
  public static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A text that a person wrote.
   *
   * @throws RefusedException when it's missing, blank, longer than {@code most} characters, or
   *     can't be recorded
   */
  public static String text(String name, @Nullable String text, int most) {
    if (text == null || text.isBlank()) {
      throw RefusedException.badRequest("/" + name, "is missing");
    }
    if (text.length() > most) {
      throw RefusedException.badRequest("/" + name, "must have at most " + most + " characters");
    }
    if (!RecordableText.isRecordable(text)) {
      throw RefusedException.badRequest("/" + name, "holds characters that can't be recorded");
    }
    return text.strip();
  }

  /**
   * A name, or a word that bounds something: as {@link #text}, and all of it is seen.
   *
   * @throws RefusedException also for what isn't seen, such as a character of no width
   */
  public static String name(String name, @Nullable String text, int most) {
    var read = text(name, text, most);
    if (!VisibleText.is(read)) {
      throw RefusedException.badRequest("/" + name, "holds characters that nobody sees");
    }
    return read;
  }

  /** As {@link #name}; null if it's missing. */
  public static @Nullable String word(String name, @Nullable String text, int most) {
    return text == null || text.isBlank() ? null : name(name, text, most);
  }

  /** As {@link #text}, empty if it's missing. */
  public static String optional(String name, @Nullable String text, int most) {
    return text == null || text.isBlank() ? "" : text(name, text, most);
  }
}
