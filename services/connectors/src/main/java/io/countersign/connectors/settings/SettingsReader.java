package io.countersign.connectors.settings;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.Secrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads one mapping of the configuration strictly: every key that is asked for is known, every
 * other one is a problem, and all problems are collected. A value that can't be used is replaced by
 * a harmless one, so that reading goes on.
 */
public final class SettingsReader {
  private final JsonNode node;
  private final String at;
  private final List<InputProblem> problems;
  private final Set<String> known = new HashSet<>();
  private final List<SettingsReader> children = new ArrayList<>();

  private SettingsReader(JsonNode node, String at, List<InputProblem> problems) {
    this.node = node;
    this.at = at;
    this.problems = problems;
  }

  /**
   * @param at where it stands, as a JSON pointer without a slash at its end
   * @param problems where problems are put
   */
  public static SettingsReader of(@Nullable JsonNode node, String at, List<InputProblem> problems) {
    if (node != null && node.isObject()) {
      return new SettingsReader(node, at, problems);
    }
    if (node != null && !node.isNull()) {
      problems.add(new InputProblem(at, "must be a mapping"));
    }
    return new SettingsReader(JsonNodeFactory.instance.objectNode(), at, problems);
  }

  public boolean has(String key) {
    known.add(key);
    return node.hasNonNull(key);
  }

  /** A required text. */
  public String text(String key) {
    var text = text(key, "");
    if (!has(key)) {
      problem(key, "is missing");
    } else if (text.isBlank()) {
      problem(key, "must not be empty");
    }
    return text;
  }

  /** An optional text; numbers and flags count as such. */
  public String text(String key, String fallback) {
    var value = value(key);
    if (value == null) {
      return fallback;
    }
    if (!value.isValueNode()) {
      problem(key, "must be a text");
      return fallback;
    }
    return value.asString();
  }

  /** Null if it isn't there. */
  public @Nullable String optional(String key) {
    return has(key) ? text(key, "") : null;
  }

  /** An optional secret, by reference only. */
  public @Nullable String secret(String key) {
    var reference = optional(key);
    if (reference != null && !Secrets.isReference(reference)) {
      problem(key, "must be a reference, file:PATH or env:NAME, never the secret itself");
      return null;
    }
    return reference;
  }

  /** A whole number within bounds. */
  public int integer(String key, int fallback, int least, int most) {
    var value = value(key);
    if (value == null) {
      return fallback;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      problem(key, "must be a whole number from " + least + " to " + most);
      return fallback;
    }
    return value.intValue();
  }

  public boolean flag(String key, boolean fallback) {
    var value = value(key);
    if (value == null) {
      return fallback;
    }
    if (!value.isBoolean()) {
      problem(key, "must be true or false");
      return fallback;
    }
    return value.booleanValue();
  }

  /** An absolute http or https address without credentials in it. */
  public URI url(String key) {
    var text = text(key);
    var problem = UrlCheck.problem(text);
    if (problem != null) {
      if (!text.isBlank()) {
        problem(key, problem);
      }
      return URI.create("http://127.0.0.1/");
    }
    return URI.create(text);
  }

  /** One of an enumeration's words: lower-case, with hyphens. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    var word = text(key, EnumNames.of(fallback));
    var found = EnumNames.find(type, word);
    if (found == null) {
      problem(key, "must be one of " + EnumNames.all(type));
      return fallback;
    }
    return found;
  }

  public Map<String, String> texts(String key) {
    var found = new LinkedHashMap<String, String>();
    var inner = object(key);
    inner.keys().forEach(name -> found.put(name, inner.text(name)));
    return found;
  }

  public List<String> list(String key) {
    var value = value(key);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || !value.values().stream().allMatch(JsonNode::isString)) {
      problem(key, "must be a list of texts");
      return List.of();
    }
    return value.values().stream().map(JsonNode::asString).toList();
  }

  /** A mapping, empty if it isn't there. */
  public SettingsReader object(String key) {
    return child(value(key), pointer(key));
  }

  /** A mapping of names to mappings. */
  public Map<String, SettingsReader> objects(String key) {
    var inner = object(key);
    var found = new LinkedHashMap<String, SettingsReader>();
    inner.keys().forEach(name -> found.put(name, inner.object(name)));
    return found;
  }

  /** A list of mappings. */
  public List<SettingsReader> items(String key) {
    var value = value(key);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      problem(key, "must be a list");
      return List.of();
    }
    var found = new ArrayList<SettingsReader>();
    for (int i = 0; i < value.size(); i++) {
      found.add(child(value.get(i), pointer(key) + "/" + i));
    }
    return List.copyOf(found);
  }

  /** As it stands, for who knows its structure better; null if it isn't there. */
  public @Nullable JsonNode tree(String key) {
    return value(key);
  }

  /** A text that something has to understand; its complaint becomes a problem. */
  public <T> @Nullable T parsed(String key, Function<String, T> parser) {
    var text = text(key);
    if (text.isBlank()) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Complains about references that nothing will be known for. */
  public void known(String key, Set<String> references, String pattern) {
    references.stream()
        .filter(name -> !name.matches(pattern))
        .forEach(name -> problem(key, "nothing is known as ${" + name + "}"));
  }

  public List<String> keys() {
    return List.copyOf(node.propertyNames());
  }

  public void problem(String key, String detail) {
    problems.add(new InputProblem(pointer(key), detail));
  }

  /** Complains about every key that nobody asked for, here and below. */
  public void finish() {
    node.propertyNames().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> problem(key, "is not a known key"));
    children.forEach(SettingsReader::finish);
  }

  private SettingsReader child(@Nullable JsonNode value, String where) {
    var child = of(value, where, problems);
    children.add(child);
    return child;
  }

  private @Nullable JsonNode value(String key) {
    return has(key) ? node.get(key) : null;
  }

  private String pointer(String key) {
    return at + "/" + key;
  }
}
