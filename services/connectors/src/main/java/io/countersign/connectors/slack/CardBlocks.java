package io.countersign.connectors.slack;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.connectors.spi.conversation.CardAction.Respond;
import io.countersign.connectors.spi.conversation.PlainText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cards and lines in Block Kit. All text is {@code plain_text}, in which Slack reads no markup, so
 * that no data can call anybody, look like a link, or be bold; the fallback, which is read, is
 * escaped.
 */
final class CardBlocks {
  private static final int MAX_TEXT = 3000;
  private static final int MAX_FALLBACK = 3000;
  private static final String NOTHING = "\u2013";

  private CardBlocks() {}

  /** The blocks of a card: a mark for its tone, title, text, facts, buttons. */
  static ArrayNode of(Card card) {
    var blocks = JsonNodeFactory.instance.arrayNode();
    var mark = mark(card.tone());
    if (!mark.isEmpty()) {
      blocks.addObject().put("type", "context").putArray("elements").add(plain(mark));
    }
    blocks.addObject().put("type", "header").set("text", plain(card.title()));
    if (!card.text().isBlank()) {
      blocks.add(section(card.text()));
    }
    facts(blocks, card);
    actions(blocks, card);
    return blocks;
  }

  /** Words beside the mark, which is one that every typeface has: not everybody sees it. */
  private static String mark(Card.Tone tone) {
    return switch (tone) {
      case NEUTRAL -> "";
      case ATTENTION -> "\u25b2 Attention";
      case DANGER -> "\u25a0 Danger";
      case SUCCESS -> "\u25cf Well";
    };
  }

  private static void facts(ArrayNode blocks, Card card) {
    if (card.facts().isEmpty()) {
      return;
    }
    var fields = blocks.addObject().put("type", "section").putArray("fields");
    for (var fact : card.facts()) {
      fields.add(plain(shown(fact.label()) + "\n" + shown(fact.value())));
    }
  }

  private static String shown(String text) {
    return text.isBlank() ? NOTHING : text;
  }

  private static void actions(ArrayNode blocks, Card card) {
    if (card.actions().isEmpty()) {
      return;
    }
    var elements = blocks.addObject().put("type", "actions").putArray("elements");
    int number = 0;
    for (var action : card.actions()) {
      number++;
      elements.add(button(action).put("action_id", "countersign-" + number));
    }
  }

  private static ObjectNode button(CardAction action) {
    var it = JsonNodeFactory.instance.objectNode().put("type", "button");
    it.set("text", word(action.label(), CardAction.MAX_LABEL));
    return switch (action) {
      case CardAction.OpenLink link -> it.put("url", link.url());
      case Respond respond -> styled(it.put("value", respond.value()), respond.style());
    };
  }

  private static ObjectNode styled(ObjectNode button, Respond.Style style) {
    return switch (style) {
      case PLAIN -> button;
      case PRIMARY -> button.put("style", "primary");
      case DANGER -> button.put("style", "danger");
    };
  }

  /** One paragraph or more, shown as they stand. */
  static ArrayNode line(String text) {
    return JsonNodeFactory.instance.arrayNode().add(section(said(text)));
  }

  /** Text that somebody is told, within its bound and never empty. */
  static String said(String text) {
    var cut = TextLimit.cut(PlainText.of(text), MAX_TEXT);
    return cut.isBlank() ? NOTHING : cut;
  }

  private static ObjectNode section(String text) {
    var it = JsonNodeFactory.instance.objectNode().put("type", "section");
    it.set("text", plain(text));
    return it;
  }

  /** One line, within its bound and never empty: writing out what is hidden makes it longer. */
  static ObjectNode word(String text, int most) {
    return plain(shown(TextLimit.cut(PlainText.line(text), most)));
  }

  /** Without emoji by name: {@code :x:} stands as it is. */
  static ObjectNode plain(String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "plain_text")
        .put("text", text)
        .put("emoji", false);
  }

  /** What a notification and a reader of screens say instead of a card's blocks. */
  static String fallback(Card card) {
    return fallback(card.title() + "\n" + card.text());
  }

  static String fallback(String text) {
    var cut = TextLimit.cut(said(text), MAX_FALLBACK);
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
