package io.countersign.connectors.spi.inventory;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;

/**
 * A system that knows what there is and what depends on what, such as a database of configuration
 * items. What it says becomes the catalogue only when somebody applies it.
 */
public interface InventorySource extends Connection {
  /**
   * All of it, as it is now: at most 10,000 entities and 50,000 relations.
   *
   * @return REFUSED (USER) where there is more: half of it would be taken for all of it
   */
  Outcome<InventoryReading> inventory();
}
