package io.countersign.connectors.intake;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.domain.alert.AlertReading;
import io.countersign.domain.alert.AlertReading.NamedBy;
import io.countersign.domain.catalog.EntityId;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words in which a sender is told what was done to an alert of its delivery. */
final class AdjustmentText {
  private AdjustmentText() {}

  /** Such as {@code kept: named by its host as host/unknown/db1; label-cut}. */
  static String of(AlertReading reading, EntityId entity) {
    var named =
        reading.namedBy() == NamedBy.MAPPED
            ? Stream.<String>empty()
            : Stream.of(
                "named by its "
                    + EnumNames.of(reading.namedBy()).replace('-', ' ')
                    + " as "
                    + entity);
    var done = reading.adjustments().stream().map(EnumNames::of).sorted();
    return Stream.concat(named, done).collect(Collectors.joining("; ", "kept: ", ""));
  }
}
