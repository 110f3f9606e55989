package io.countersign.server.ticketing.story;

import io.countersign.connectors.spi.conversation.PlainText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The form in which something is told on a ticket: who and when, then each line behind a mark, so
 * that no line of it can pass for somebody else's.
 */
final class Quotation {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Quotation() {}

  /**
   * @param who and in which way; one line, inert already
   */
  static String of(String who, Instant at, String text) {
    return who
        + " \u00b7 "
        + TIME.format(at)
        + " UTC\n"
        + PlainText.of(text).strip().replaceAll("(?m)^", "> ");
  }
}
