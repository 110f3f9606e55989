package io.countersign.connectors.slack;

import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.connectors.spi.conversation.CardFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The card that people see where a message's blocks are. */
final class ShownCard {
  private ShownCard() {}

  static Card of(JsonNode message) {
    var tone = Card.Tone.NEUTRAL;
    var title = "";
    var text = "";
    var facts = new ArrayList<CardFact>();
    var actions = new ArrayList<CardAction>();
    for (var block : message.path("blocks")) {
      switch (block.path("type").asString()) {
        case "context" -> tone = tone(text(block.path("elements").path(0)));
        case "header" -> title = text(block.path("text"));
        case "actions" -> block.path("elements").forEach(it -> actions.add(action(it)));
        default -> {
          text = block.has("text") ? text(block.path("text")) : text;
          block.path("fields").forEach(it -> facts.add(fact(text(it))));
        }
      }
    }
    return new Card(title, tone, text, facts, List.copyOf(actions));
  }

  /** Only in plain text does what stands there show as it stands. */
  static String text(JsonNode text) {
    if (!text.path("type").asString().equals("plain_text") || text.path("emoji").asBoolean(true)) {
      throw new AssertionError("markup would be read in " + text);
    }
    return text.path("text").asString();
  }

  private static Card.Tone tone(String mark) {
    return mark.endsWith("Well")
        ? Card.Tone.SUCCESS
        : Card.Tone.valueOf(mark.substring(mark.indexOf(' ') + 1).toUpperCase(Locale.ROOT));
  }

  private static CardFact fact(String field) {
    int end = field.indexOf('\n');
    return new CardFact(field.substring(0, end), field.substring(end + 1));
  }

  private static CardAction action(JsonNode button) {
    var label = text(button.path("text"));
    if (button.has("url")) {
      return new CardAction.OpenLink(label, button.path("url").asString());
    }
    var style =
        switch (button.path("style").asString("")) {
          case "primary" -> CardAction.Respond.Style.PRIMARY;
          case "danger" -> CardAction.Respond.Style.DANGER;
          default -> CardAction.Respond.Style.PLAIN;
        };
    return new CardAction.Respond(label, button.path("value").asString(), style);
  }
}
