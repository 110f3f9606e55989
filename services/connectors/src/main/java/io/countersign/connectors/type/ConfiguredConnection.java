package io.countersign.connectors.type;

import io.countersign.connectors.spi.Connection;
import java.util.function.Function;

/**
 * A connection whose settings were read and checked, and which isn't made yet.
 *
 * @param name the configured name
 * @param opening makes it; asks nobody outside
 */
public record ConfiguredConnection(
    String name, Function<ConnectorContext, ? extends Connection> opening) {
  /** Makes the connection; nobody outside is asked. */
  public Connection open(ConnectorContext context) {
    return opening.apply(context);
  }
}
