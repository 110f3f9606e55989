package io.countersign.connectors.spi.ticketing;

import io.countersign.connectors.spi.TextLimit;
import java.util.Map;

/**
 * A ticket to be created. Texts are plain, hold no secret, and are cut where they are too long.
 *
 * @param kind what it is there, kebab-case, also of its reference: {@code incident}, {@code
 *     change-request}
 * @param title one line, at most 255 characters (a summary of Jira's)
 * @param description at most 30,000 characters (Jira takes 32,767)
 * @param fields further ones, by the system's own names
 */
public record TicketDraft(
    String kind, String title, String description, Map<String, String> fields) {
  private static final int MAX_TITLE = 255;
  private static final int MAX_DESCRIPTION = 30_000;

  /**
   * @throws IllegalArgumentException when the title is blank
   */
  public TicketDraft {
    title = TextLimit.cut(title.strip().replaceAll("\\p{Cntrl}+", " "), MAX_TITLE);
    description = TextLimit.cut(description, MAX_DESCRIPTION);
    fields = Map.copyOf(fields);
    if (title.isEmpty()) {
      throw new IllegalArgumentException("a ticket needs a title");
    }
  }
}
