package io.countersign.connectors.transport;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Redaction;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer of a server.
 *
 * @param body as it came: it may repeat what was sent to it
 * @param date when it was answered, by the other side's clock; null where it doesn't say
 * @param etag what it calls this version of its content; null where it doesn't
 * @param headers all of them
 * @param redaction of what was sent to it
 */
public record HttpAnswer(
    int status,
    byte[] body,
    @Nullable Instant date,
    @Nullable String etag,
    HttpHeaders headers,
    Redaction redaction) {
  private static final int EXCERPT = 400;
  private static final int PAGE = 8_000;
  private static final int WORDS = 120;

  /** What a page holds and doesn't show. */
  private static final Pattern HIDDEN =
      Pattern.compile("(?is)<(script|style)\\b.*?(</\\1\\s*>|$)|<!--.*?(-->|$)");

  public boolean succeeded() {
    return status / 100 == 2;
  }

  public Optional<JsonNode> json() {
    return StrictJson.read(body);
  }

  /** The body as it may be kept: without secrets, cut to so many bytes of UTF-8. */
  public byte[] kept(int maxBytes) {
    var text = redaction.text(new String(body, StandardCharsets.UTF_8));
    var bytes = ByteBuffer.allocate(maxBytes);
    // The encoder stops before a character that would not fit whole.
    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), bytes, true);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** The body's beginning, for a message; of a page its words. */
  public String excerpt() {
    return isPage() ? words(kept(PAGE)) : new String(kept(EXCERPT), StandardCharsets.UTF_8).strip();
  }

  /** What a server or a proxy shows to people where a program was to answer. */
  private boolean isPage() {
    var start = new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8).strip();
    return start.startsWith("<");
  }

  private static String words(byte[] page) {
    var text =
        HIDDEN
            .matcher(new String(page, StandardCharsets.UTF_8))
            .replaceAll(" ")
            .replaceAll("<[^>]*>?", " ")
            .replaceAll("\\s+", " ")
            .strip();
    return text.length() <= WORDS ? text : text.substring(0, WORDS).strip() + " ...";
  }

  /** A header; empty where it isn't there. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Whether it says that it's JSON. */
  public boolean saysJson() {
    return header("Content-Type").toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  /** How long it asks to be left alone, in seconds or by a date; zero where it doesn't. */
  public Duration retryAfter() {
    var text = header("Retry-After").strip();
    if (text.matches("\\d{1,7}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      return date == null || text.isEmpty()
          ? Duration.ZERO
          : Duration.between(date, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException _) {
      return Duration.ZERO;
    }
  }

  /** This answer as a failure, by its status, and with what it says about asking again. */
  public <T> Outcome<T> failure(String asked) {
    return failureSaying(asked + " answered HTTP " + status + ": " + excerpt());
  }

  /** The same in words of one's own. */
  public <T> Outcome<T> failureSaying(String message) {
    return new Outcome.Failed<>(category(), code(), message, retryAfter());
  }

  private FailureCategory category() {
    return switch (status) {
      case 408, 429, 503 -> FailureCategory.INSUFFICIENT_RESOURCES;
      default -> status / 100 == 4 ? FailureCategory.USER : FailureCategory.EXTERNAL;
    };
  }

  /** An error of the server's own says nothing about what it did before it. */
  private FailureCode code() {
    return switch (status) {
      case 401, 403 -> FailureCode.UNAUTHORISED;
      case 404, 410 -> FailureCode.NOT_FOUND;
      case 408 -> FailureCode.TIMEOUT;
      default -> status / 100 == 4 ? FailureCode.REFUSED : FailureCode.BAD_ANSWER;
    };
  }
}
