package io.countersign.connectors.intake;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictObject;
import io.countersign.domain.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The reader of one object of a body, which collects everything that is wrong with it. Problems
 * never repeat the material. A value that can't be used is replaced by an empty one, so that
 * reading goes on.
 */
public final class BodyReader {

  private final StrictObject object;
  private final int before;

  /**
   * @param at where it stands, as a JSON pointer
   * @param problems where problems are put
   */
  public BodyReader(JsonNode node, String at, List<InputProblem> problems) {
    this.before = problems.size();
    this.object = StrictObject.of(node, at, problems, "must be an object");
  }

  /** Whether nothing was wrong so far. */
  public boolean good() {
    return object.problems().size() == before;
  }

  /** Everything that was put where this reader's problems go. */
  public List<InputProblem> problems() {
    return object.problems();
  }

  public boolean has(String key) {
    return object.member(key) != null;
  }

  /** A required text. */
  public String text(String key, int max) {
    var text = optional(key, max);
    if (text == null || text.isBlank()) {
      problem(key, has(key) ? "must be a text that isn't empty" : "is missing");
      return "";
    }
    return text;
  }

  /** A text, or null if it isn't there. */
  public @Nullable String optional(String key, int max) {
    var value = object.member(key);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      problem(key, "must be a text");
      return "";
    }
    var wrong = wrongWith(value.asString(), max);
    if (wrong != null) {
      problem(key, wrong);
      return "";
    }
    return value.asString();
  }

  /** A whole number, 0 if it isn't there. */
  public long count(String key) {
    var value = object.member(key);
    if (value == null) {
      return 0;
    }
    if (!StrictObject.isWholeNumber(value, 0, Integer.MAX_VALUE)) {
      problem(key, "must be a whole number that isn't negative");
      return 0;
    }
    return value.intValue();
  }

  /** A required array. */
  public List<JsonNode> items(String key) {
    var value = value(key);
    if (!value.isArray()) {
      problem(key, "must be an array");
      return List.of();
    }
    return new ArrayList<>(value.values());
  }

  /** As it stands. */
  public JsonNode value(String key) {
    return object.node().path(key);
  }

  /** Complains about every other member. */
  public void only(Set<String> known) {
    object.names().stream()
        .filter(it -> !known.contains(it))
        .map(it -> InputProblem.unknownMember(object.at(), it, known))
        .forEach(object.problems()::add);
  }

  public void problem(String key, String detail) {
    object.problem(key, detail);
  }

  /** Why a text can't go into the record, or null. */
  private static @Nullable String wrongWith(String text, int max) {
    if (text.length() > max) {
      return "is longer than " + max;
    }
    // PostgreSQL holds no NUL in a text.
    if (text.indexOf('\0') >= 0) {
      return "holds a NUL character";
    }
    try {
      CanonicalJson.write(text);
      return null;
    } catch (IllegalArgumentException e) {
      return "holds half of a character";
    }
  }
}
