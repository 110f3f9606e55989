package io.countersign.connectors.logs;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One line of a log.
 *
 * @param error whether its level counts as an error
 * @param message as written
 * @param traceId the W3C trace id, 32 lower-case hexadecimal digits; empty if it names none
 */
public record LogLine(Instant at, boolean error, String message, String traceId) {
  private static final Pattern TRACE_ID =
      Pattern.compile("(?:[0-9a-f]{2}-)?([0-9a-f]{32})(?:-[0-9a-f]{16}-[0-9a-f]{2})?");

  /** The id in what a line calls its trace: an id, or a traceparent that holds one. */
  public static String traceId(String text) {
    var matcher =
        TRACE_ID.matcher(text.length() > 64 ? "" : text.toLowerCase(java.util.Locale.ROOT));
    return matcher.matches() && !matcher.group(1).matches("0+") ? matcher.group(1) : "";
  }

  public boolean within(Instant from, Instant to) {
    return !at.isBefore(from) && !at.isAfter(to);
  }
}
