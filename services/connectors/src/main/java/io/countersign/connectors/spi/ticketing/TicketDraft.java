package io.countersign.connectors.spi.ticketing;

import io.countersign.connectors.spi.TextLimit;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A ticket to be created. Texts are plain, hold no secret, and are cut where they are too long.
 *
 * @param kind what it is there, kebab-case, also of its reference: {@code incident}, {@code
 *     change-request}
 * @param title one line, at most 255 characters (a summary of Jira's)
 * @param description at most 30,000 characters (Jira takes 32,767)
 * @param fields further ones, by the system's own names
 * @param place where it's opened, in place of what the connection says: {@link #PROJECT}, {@link
 *     #TYPE} and {@link #GROUP}, each by the system's own name or id; a system refuses what it
 *     doesn't have
 */
public record TicketDraft(
    String kind,
    String title,
    String description,
    Map<String, String> fields,
    Map<String, String> place) {
  /** A project or repository. */
  public static final String PROJECT = "project";

  /** What it is there, such as an issue type or the kind of a change. */
  public static final String TYPE = "type";

  /** Who it's assigned to as a group. */
  public static final String GROUP = "group";

  private static final int MAX_TITLE = 255;
  private static final int MAX_DESCRIPTION = 30_000;

  /**
   * @throws IllegalArgumentException when the title is blank
   */
  public TicketDraft {
    title = TextLimit.cut(title.strip().replaceAll("\\p{Cntrl}+", " "), MAX_TITLE);
    description = TextLimit.cut(description, MAX_DESCRIPTION);
    fields = Map.copyOf(fields);
    place = Map.copyOf(place);
    if (title.isEmpty()) {
      throw new IllegalArgumentException("a ticket needs a title");
    }
  }

  /** One that is opened where the connection says. */
  public TicketDraft(String kind, String title, String description, Map<String, String> fields) {
    this(kind, title, description, fields, Map.of());
  }

  /** What of its place isn't among these; empty where all is. */
  public String unplaced(Set<String> known) {
    return place.keySet().stream()
        .filter(it -> !known.contains(it))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
