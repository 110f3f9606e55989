package io.countersign.server.automation;

import io.countersign.connectors.spi.ConnectionHealth;
import java.util.List;
import java.util.function.Supplier;

/** The checks that a capability adds to the doctor's; it brings them as a bean. */
@FunctionalInterface
public interface DoctorChecks {
  /**
   * A check of one thing, and how it is made.
   *
   * @param kind what it's shown under, such as {@code channel}
   * @param health may ask outside; bounded in time
   */
  record Check(String kind, String name, Supplier<ConnectionHealth> health) {}

  /** As things are configured now; asks nobody outside yet. */
  List<Check> all();
}
