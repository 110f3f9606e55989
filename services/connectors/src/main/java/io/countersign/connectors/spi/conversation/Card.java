package io.countersign.connectors.spi.conversation;

import io.countersign.connectors.spi.TextLimit;
import java.util.List;

/**
 * The content of a card, in no system's own form. The bounds are those that chats have in common:
 * Slack's Block Kit takes headers of 150 characters, sections of 3,000, and 10 fields. Texts are
 * cut to them; more parts than fit are a fault of whoever makes the card. It's plain text ({@link
 * PlainText}) and holds no secret.
 *
 * @param title one line, at most 150 characters
 * @param tone how urgent it is, for a mark beside the title; never the only place that says so
 * @param text at most 3,000 characters
 * @param facts at most 10, in order
 * @param actions at most 5, in order; none on a card that waits for nobody
 */
public record Card(
    String title, Tone tone, String text, List<CardFact> facts, List<CardAction> actions) {
  private static final int MAX_TITLE = 150;
  private static final int MAX_TEXT = 3000;
  private static final int MAX_FACTS = 10;
  private static final int MAX_ACTIONS = 5;

  /** The urgency of what a card tells. */
  public enum Tone {
    /** To be known. */
    NEUTRAL,
    /** Somebody has to look or to decide. */
    ATTENTION,
    /** It's bad, and getting no better by itself. */
    DANGER,
    /** It's well, or well again. */
    SUCCESS
  }

  /**
   * @throws IllegalArgumentException when the title is blank, or there are too many parts
   */
  public Card {
    title = TextLimit.cut(PlainText.line(title), MAX_TITLE);
    text = TextLimit.cut(PlainText.of(text), MAX_TEXT);
    facts = List.copyOf(facts);
    actions = List.copyOf(actions);
    if (title.isEmpty()) {
      throw new IllegalArgumentException("a card needs a title");
    }
    if (facts.size() > MAX_FACTS || actions.size() > MAX_ACTIONS) {
      throw new IllegalArgumentException(
          "a card has at most " + MAX_FACTS + " facts and " + MAX_ACTIONS + " actions");
    }
  }
}
