package io.countersign.ledger.intake;

import io.countersign.domain.intake.SourceReading;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import io.countersign.ledger.postgres.SqlRow;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns {@code named_by} and {@code adjustments}, as views of what came in have them. */
public final class ReadingColumns {
  private ReadingColumns() {}

  public static @Nullable NamedBy namedBy(@Nullable SourceReading reading) {
    return reading == null ? null : reading.namedBy();
  }

  public static @Nullable String adjustments(@Nullable SourceReading reading) {
    return reading == null
        ? null
        : reading.adjustments().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  /** Null of what came as it should. */
  public static @Nullable SourceReading read(SqlRow row) {
    var namedBy = row.constantOrNull("named_by", NamedBy.class);
    return namedBy == null
        ? null
        : new SourceReading(namedBy, adjustments(row.textOrNull("adjustments")));
  }

  private static Set<Adjustment> adjustments(@Nullable String joined) {
    return joined == null || joined.isEmpty()
        ? Set.of()
        : Stream.of(joined.split(",")).map(Adjustment::valueOf).collect(Collectors.toSet());
  }
}
