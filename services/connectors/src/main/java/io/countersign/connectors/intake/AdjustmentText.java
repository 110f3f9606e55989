package io.countersign.connectors.intake;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.SourceReading;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words in which a sender is told what was done to an entry of its delivery. */
public final class AdjustmentText {
  private AdjustmentText() {}

  /** Such as {@code kept: named by its host as host/unknown/db1; label-cut}. */
  public static String of(SourceReading reading, EntityId entity) {
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
