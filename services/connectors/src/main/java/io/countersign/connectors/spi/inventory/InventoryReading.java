package io.countersign.connectors.spi.inventory;

import io.countersign.domain.catalog.Inventory;
import java.util.List;

/**
 * A reading of what there is, as a system says it.
 *
 * @param passedOver what of it couldn't be taken, in words for a person; at most 100
 */
public record InventoryReading(Inventory inventory, List<String> passedOver) {
  public InventoryReading {
    passedOver = List.copyOf(passedOver);
  }
}
