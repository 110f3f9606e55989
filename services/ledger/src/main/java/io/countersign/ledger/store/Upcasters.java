package io.countersign.ledger.store;

import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * What brings stored revisions to those of today, in the order they were introduced. Each is a
 * {@code SingleEventUpcaster} named after the event and its revisions, such as {@code
 * IncidentOpenedV1ToV2}, with a golden JSON before and after.
 */
final class Upcasters {
  private Upcasters() {}

  static EventUpcaster shipped() {
    return new EventUpcasterChain();
  }
}
