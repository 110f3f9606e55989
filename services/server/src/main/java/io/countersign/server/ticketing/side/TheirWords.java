package io.countersign.server.ticketing.side;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.act.LinkedPeople;
import io.countersign.server.ticketing.change.ChangeCourse;
import org.jspecify.annotations.Nullable;

/** The words of a ticket system for the values of our fields. */
final class TheirWords {
  private static final int MOST_TITLE = 255;

  private final LinkedPeople people;

  TheirWords(LinkedPeople people) {
    this.people = people;
  }

  /**
   * @param ours the field's value
   * @return as it can stand there; null where the rule names no word of theirs for it, so that
   *     nothing is to be written
   */
  @Nullable String of(TicketLinkId link, TicketRule.Mapping mapping, String ours) {
    return mapping.isUnmapped(ours)
        ? null
        : inert(mapping.rule().field(), there(link, mapping, ours));
  }

  private String there(TicketLinkId link, TicketRule.Mapping mapping, String ours) {
    return switch (mapping.rule().field()) {
      case "assignee" ->
          ours.isEmpty() ? "" : people.accountOf(new PrincipalId(ours), link.system()).orElse("");
      case FieldRule.STATE -> mapping.values().getOrDefault(ours, ticketState(ours));
      default -> mapping.there(ours);
    };
  }

  private static String ticketState(String ours) {
    return switch (ours) {
      case "open", ChangeCourse.REQUESTED -> "NEW";
      case "acknowledged", "executing" -> "IN_PROGRESS";
      case "cancelled" -> "CANCELLED";
      default -> "RESOLVED";
    };
  }

  /**
   * As it can stand there: what people wrote here, without secrets and without what isn't shown.
   */
  private static String inert(String field, String text) {
    return switch (field) {
      case "assignee", FieldRule.STATE -> text;
      case "title" -> TextLimit.cut(PlainText.line(TextRedaction.text(text)), MOST_TITLE);
      default -> PlainText.of(TextRedaction.text(text));
    };
  }
}
