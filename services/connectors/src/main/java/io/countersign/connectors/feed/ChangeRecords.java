package io.countersign.connectors.feed;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads a feed's records, each for itself. */
final class ChangeRecords {
  private final JsonFeedSettings settings;
  private final String environment;

  /**
   * @param environment of what is changed
   */
  ChangeRecords(JsonFeedSettings settings, String environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** Empty, and the reason told, when it can't be used. */
  Optional<ObservedChange> read(JsonNode record, String where, Consumer<InputProblem> problems) {
    var at = settings.atFormat().read(field(record, "at"));
    if (at.isEmpty()) {
      problems.accept(new InputProblem(where, "has no usable time"));
      return Optional.empty();
    }
    try {
      var change =
          new Change(
              settings.name(),
              new EntityId(settings.entityKind(), environment, required(record, "entity")),
              required(record, "action"),
              at.get(),
              text(record, "reference"),
              text(record, "fromVersion"),
              text(record, "toVersion"),
              RemediationMark.in(text(record, "reason")),
              null);
      var actor = text(record, "actor");
      return Optional.of(new ObservedChange(change, actor == null ? "" : actor));
    } catch (IllegalArgumentException e) {
      problems.accept(new InputProblem(where, "has no usable entity or action, or broken text"));
      return Optional.empty();
    }
  }

  private JsonNode field(JsonNode record, String name) {
    var pointer = settings.fields().get(name);
    return pointer == null ? MissingNode.getInstance() : record.at(pointer);
  }

  private String required(JsonNode record, String name) {
    var text = text(record, name);
    if (text == null || text.isBlank() || text.length() > 200) {
      throw new IllegalArgumentException(name);
    }
    return text;
  }

  private @Nullable String text(JsonNode record, String name) {
    var value = field(record, name);
    if (!value.isValueNode() || value.isNull() || value.isMissingNode()) {
      return null;
    }
    var text = value.asString();
    CanonicalJson.write(text);
    if (text.indexOf('\0') >= 0 || text.length() > 1024) {
      throw new IllegalArgumentException(name);
    }
    return text;
  }
}
