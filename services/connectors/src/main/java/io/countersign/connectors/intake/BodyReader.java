package io.countersign.connectors.intake;

import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictObject;
import io.countersign.domain.CanonicalJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The reader of one object of a body, which collects everything that is wrong with it. Problems
 * never repeat the material. A value that can't be used is replaced by an empty one, so that
 * reading goes on.
 */
public final class BodyReader {
  private static final int MOST_TEXTS = 1_000;

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

  /** As {@link #optional}, where a number stands for its text: a version may be 42. */
  public @Nullable String scalar(String key, int max) {
    var value = object.member(key);
    return value != null && value.isNumber() ? value.asString() : optional(key, max);
  }

  /** One of some words, lower-case. */
  public String word(String key, Set<String> words) {
    var text = optional(key, 64);
    if (text == null || !words.contains(text)) {
      problem(key, "must be one of " + words.stream().sorted().toList());
      return "";
    }
    return text;
  }

  /** An instant in ISO 8601 between 1970 and 9999, or null with a problem. */
  public @Nullable Instant time(String key) {
    var time = TimeFormat.ISO.read(value(key));
    if (time.isEmpty()) {
      problem(key, "must be a time in ISO 8601, from 1970 to 9999");
    }
    return time.orElse(null);
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

  /** Names to texts; empty if it isn't there. */
  public Map<String, String> texts(String key, int max) {
    var found = new LinkedHashMap<String, String>();
    var member = object.member(key);
    if (member != null) {
      var inner = new BodyReader(member, object.pointer(key), object.problems());
      if (inner.object.node().size() > MOST_TEXTS) {
        problem(key, "holds more than " + MOST_TEXTS);
        return found;
      }
      for (var name : inner.object.names()) {
        var value = inner.value(name);
        if (!value.isString() || wrongWith(name, 1024) != null) {
          problem(key, "must hold texts under proper names");
        } else {
          found.put(name, value.asString());
        }
      }
    }
    if (found.values().stream().anyMatch(text -> wrongWith(text, max) != null)) {
      problem(key, "holds a text that is broken or longer than " + max);
    }
    return found;
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
    if (!known.containsAll(object.names())) {
      object
          .problems()
          .add(
              new InputProblem(
                  object.at(), "has members other than " + known.stream().sorted().toList()));
    }
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
