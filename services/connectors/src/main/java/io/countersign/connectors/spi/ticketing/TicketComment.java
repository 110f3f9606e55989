package io.countersign.connectors.spi.ticketing;

import io.countersign.connectors.spi.TextLimit;

/**
 * A comment to be added to a ticket.
 *
 * @param text plain, without any secret, at most 30,000 characters; cut if it's longer
 * @param visibility who may see it
 */
public record TicketComment(String text, Visibility visibility) {
  private static final int MAX_TEXT = 30_000;

  /** The circle of those who may see a comment. */
  public enum Visibility {
    /** Those who work on the ticket. */
    INTERNAL,
    /** Also who raised it. */
    PUBLIC
  }

  public TicketComment {
    text = TextLimit.cut(text, MAX_TEXT);
  }
}
