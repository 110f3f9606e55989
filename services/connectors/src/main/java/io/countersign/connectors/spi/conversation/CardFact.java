package io.countersign.connectors.spi.conversation;

import io.countersign.connectors.spi.TextLimit;

/**
 * One labelled value of a card.
 *
 * @param label at most 75 characters
 * @param value at most 1,000 characters
 */
public record CardFact(String label, String value) {
  private static final int MAX_LABEL = 75;
  private static final int MAX_VALUE = 1000;

  public CardFact {
    label = TextLimit.cut(PlainText.line(label), MAX_LABEL);
    value = TextLimit.cut(PlainText.of(value), MAX_VALUE);
  }
}
