package io.countersign.connectors.canonical;

import io.countersign.connectors.intake.EntityAttributes;
import io.countersign.connectors.intake.EntityNaming;
import io.countersign.connectors.intake.EntryReader;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.SourceReading;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The naming of delivered changes, by the rules that alerts are named by. */
final class ChangeNaming {
  private static final int LONGEST_ACTION = 200;

  /** Of what doesn't say what was done. */
  private static final String UNTOLD = "change";

  private final EntityNaming naming;
  private final EntityAttributes attributes;

  ChangeNaming(IntegrationSettings settings) {
    this.naming = new EntityNaming(settings);
    this.attributes = new EntityAttributes(settings);
  }

  /** An entity, and what told it. */
  record Named(EntityId entity, NamedBy by) {
    /** The account of how the whole entry was read; null when it came as it should. */
    @Nullable SourceReading reading(EntryReader entry) {
      return SourceReading.of(by, entry.adjustments());
    }
  }

  /** What was done; there is always a word for it. */
  String action(EntryReader entry, String key) {
    var told = entry.optional(key, LONGEST_ACTION);
    if (told == null) {
      entry.note(Adjustment.ACTION_REPLACED);
      return UNTOLD;
    }
    return told;
  }

  /** By its {@code entity}, or else by its {@code attributes}, or else by what was done. */
  Named name(EntryReader entry, String action) {
    boolean both = entry.has("entity") && entry.has("attributes");
    var told = told(entry);
    if (told.isPresent() && both) {
      entry.note(Adjustment.MEMBER_UNUSABLE);
    }
    return told.map(it -> new Named(it, NamedBy.MAPPED)).orElseGet(() -> by(entry, action));
  }

  private Optional<EntityId> told(EntryReader entry) {
    return entry.has("entity")
        ? naming.told(entry.text("entity", Integer.MAX_VALUE), entry.adjustments())
        : Optional.empty();
  }

  private Named by(EntryReader entry, String action) {
    var mapped = attributes.attributes(entry.labels("attributes"));
    var found = naming.name(mapped, NamedBy.ACTION, action, entry.adjustments());
    return new Named(found.entity(), found.by());
  }
}
