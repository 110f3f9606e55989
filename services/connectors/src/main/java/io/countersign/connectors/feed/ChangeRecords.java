package io.countersign.connectors.feed;

import io.countersign.connectors.intake.EntityText;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.domain.change.Change;
import io.countersign.domain.intake.SourceReading;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads a feed's records, each for itself. */
final class ChangeRecords {
  private static final int LONGEST = 1024;
  private static final int LONGEST_ACTION = 200;

  private final JsonFeedSettings settings;
  private final String environment;

  /**
   * @param environment of what is changed
   */
  ChangeRecords(JsonFeedSettings settings, String environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /**
   * Empty, and the reason told, when it can't be used.
   *
   * @param adjustments what was done to it so far
   */
  Optional<ObservedChange> read(
      JsonNode record, Set<Adjustment> adjustments, String where, Consumer<InputProblem> problems) {
    var at = settings.atFormat().read(field(record, "at"));
    if (at.isEmpty()) {
      problems.accept(new InputProblem(where, "has no usable time"));
      return Optional.empty();
    }
    var named = text(record, "entity", Integer.MAX_VALUE, adjustments);
    var entity =
        EntityText.entity(
            settings.entityKind(), environment, named == null ? "" : named, adjustments);
    var action = text(record, "action", LONGEST_ACTION, adjustments);
    if (entity.isEmpty() || action == null) {
      problems.accept(new InputProblem(where, "has no usable entity or action"));
      return Optional.empty();
    }
    var change =
        new Change(
            settings.name(),
            entity.get(),
            action,
            at.get(),
            text(record, "reference", LONGEST, adjustments),
            text(record, "fromVersion", LONGEST, adjustments),
            text(record, "toVersion", LONGEST, adjustments),
            RemediationMark.in(text(record, "reason", 16 * LONGEST, adjustments)),
            null,
            SourceReading.of(NamedBy.MAPPED, adjustments));
    var actor = text(record, "actor", LONGEST, adjustments);
    return Optional.of(new ObservedChange(change, actor == null ? "" : actor));
  }

  private JsonNode field(JsonNode record, String name) {
    var pointer = settings.fields().get(name);
    return pointer == null ? MissingNode.getInstance() : record.at(pointer);
  }

  /** Null if it says nothing. */
  private @Nullable String text(
      JsonNode record, String name, int most, Set<Adjustment> adjustments) {
    var value = field(record, name);
    var text = value.isValueNode() && !value.isNull() ? value.asString().strip() : "";
    if (text.length() > most) {
      adjustments.add(Adjustment.MEMBER_CUT);
    }
    return text.isEmpty() ? null : TextLimit.cut(text, most);
  }
}
