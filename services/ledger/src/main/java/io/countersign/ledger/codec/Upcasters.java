package io.countersign.ledger.codec;

import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * The steps that bring stored revisions to those of today, in the order they were introduced. Each
 * is a {@code SingleEventUpcaster} named after the event and its revisions, such as {@code
 * IncidentOpenedV1ToV2}, with a golden JSON before and after.
 */
public final class Upcasters {
  private Upcasters() {}

  public static EventUpcaster shipped() {
    return new EventUpcasterChain();
  }
}
