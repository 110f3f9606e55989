package io.countersign.domain.diagnosis;

import io.countersign.domain.Decimal;
import io.countersign.domain.catalog.EntityId;
import java.util.Map;

/**
 * A measurement that tells whether the fault is there.
 *
 * @param source the configured evidence source's name
 * @param query as sent, with the entity filled in
 * @param threshold decimal text; the probe holds while the value compares to it as said
 * @param stabilitySeconds how long it must hold without a break
 */
public record Probe(
    String name,
    EntityId entity,
    String source,
    String query,
    Comparison comparison,
    String threshold,
    int stabilitySeconds) {
  /** The comparison of the value to the threshold. */
  public enum Comparison {
    BELOW,
    ABOVE,
    EQUAL
  }

  public boolean holds(double value) {
    double limit = Decimal.number(threshold);
    return switch (comparison) {
      case BELOW -> value < limit;
      case ABOVE -> value > limit;
      case EQUAL -> value == limit;
    };
  }

  /** As canonical JSON wants it. */
  public Map<String, Object> canonical() {
    return Map.of(
        "name", name,
        "entity", entity.toString(),
        "source", source,
        "query", query,
        "comparison", comparison.name(),
        "threshold", threshold,
        "stabilitySeconds", stabilitySeconds);
  }
}
