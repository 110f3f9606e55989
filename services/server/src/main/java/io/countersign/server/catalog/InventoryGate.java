package io.countersign.server.catalog;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.inventory.InventoryReading;
import io.countersign.connectors.spi.inventory.InventorySource;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/** The one way by which those who answer callers have another system say what there is. */
@Component
final class InventoryGate {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int AT_ONCE = 1;

  private final Connections connections;
  private final BoundedFanOut asking = new BoundedFanOut(AT_ONCE);

  InventoryGate(Connections connections) {
    this.connections = connections;
  }

  /** Asked now; empty where no connection of that name knows. */
  Optional<Outcome<InventoryReading>> of(String connection) {
    return connections.of(InventorySource.class).stream()
        .filter(it -> it.name().equals(connection))
        .findFirst()
        .map(this::asked);
  }

  private Outcome<InventoryReading> asked(InventorySource source) {
    Callable<Outcome<InventoryReading>> question = source::inventory;
    var answer = asking.ask(List.of(question), PATIENCE).getFirst();
    return answer == null
        ? Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.TIMEOUT,
            source.name() + " didn't say all within " + PATIENCE.toMinutes() + " minutes")
        : answer;
  }
}
