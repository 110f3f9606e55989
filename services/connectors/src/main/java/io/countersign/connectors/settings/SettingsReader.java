package io.countersign.connectors.settings;

import static io.countersign.connectors.settings.SettingForm.texts;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The strict reader of one mapping of the configuration: every key that is asked for is known,
 * every other one is a problem, and all problems are collected. A value that can't be used is
 * replaced by a harmless one, so that reading goes on. Each key is asked for together with its
 * meaning, from which the reference of settings is made.
 */
public final class SettingsReader {
  private static final String REQUIRED = "required";
  private static final String NONE = "none";

  private final StrictObject object;
  private final String path;
  private final @Nullable SettingsReference reference;
  private final Set<String> known = new HashSet<>();
  private final List<SettingsReader> children = new ArrayList<>();

  private SettingsReader(StrictObject object, String path, @Nullable SettingsReference reference) {
    this.object = object;
    this.path = path;
    this.reference = reference;
  }

  /**
   * @param at where it stands, as a JSON pointer without a slash at its end
   * @param problems where problems are put
   */
  public static SettingsReader of(@Nullable JsonNode node, String at, List<InputProblem> problems) {
    return of(node, at, problems, "", null);
  }

  /**
   * A reader of nothing that notes what it's asked for. Every optional mapping seems to be there,
   * every free name once, so that whoever reads asks for all that it knows.
   *
   * @param path of its keys in the reference, such as {@code evidence.NAME}; empty at the top
   */
  public static SettingsReader documenting(SettingsReference reference, String path) {
    return of(null, "", new ArrayList<>(), path, reference);
  }

  private static SettingsReader of(
      @Nullable JsonNode node,
      String at,
      List<InputProblem> problems,
      String path,
      @Nullable SettingsReference reference) {
    var given = node == null || node.isNull() ? null : node;
    return new SettingsReader(
        StrictObject.of(given, at, problems, "must be a mapping"), path, reference);
  }

  /** Whether a key is there and isn't null. */
  public boolean has(String key) {
    return found(key) != null || reference != null;
  }

  /** A value that has to be there. */
  public <T> T required(String key, SettingForm<T> form, String meaning) {
    document(key, form, REQUIRED, meaning);
    var value = needed(key, form);
    return value == null ? form.standIn() : value;
  }

  /** A text that has to be there. */
  public String required(String key, String meaning) {
    return required(key, SettingForm.text(), meaning);
  }

  /** A value, or another one where none is given. */
  public <T> T value(String key, SettingForm<T> form, T fallback, String meaning) {
    document(key, form, form.writing().apply(fallback), meaning);
    var value = found(key);
    var read = value == null ? null : read(key, value, form);
    return read == null ? fallback : read;
  }

  /** A text, or another one where none is given. */
  public String text(String key, String fallback, String meaning) {
    return value(key, SettingForm.text(), fallback, meaning);
  }

  /** A value, or null where none is given or it can't be used. */
  public <T> @Nullable T optional(String key, SettingForm<T> form, String meaning) {
    document(key, form, NONE, meaning);
    var value = found(key);
    return value == null ? null : read(key, value, form);
  }

  /** A list that has to name at least one. */
  public List<String> names(String key, String meaning) {
    document(key, texts(), REQUIRED, meaning);
    var value = found(key);
    var names = value == null ? null : read(key, value, texts());
    if (names == null || names.isEmpty()) {
      problem(key, "must name at least one");
      return List.of();
    }
    return names;
  }

  /**
   * Every value of this mapping, whose keys are free; those that can't be used are left out.
   *
   * @param placeholder stands for a key in the reference, such as {@code FIELD}
   */
  public <T> Map<String, T> all(String placeholder, SettingForm<T> form, String meaning) {
    document(placeholder, form, NONE, meaning);
    var found = new LinkedHashMap<String, T>();
    for (var key : object.names()) {
      var value = needed(key, form);
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  /** Every value of a mapping whose keys are free; none if it isn't there. */
  public <T> Map<String, T> all(
      String key, String placeholder, SettingForm<T> form, String meaning) {
    return object(key).all(placeholder, form, meaning);
  }

  /** A mapping, empty if it isn't there. */
  public SettingsReader object(String key) {
    return child(found(key), object.pointer(key), key);
  }

  /** A mapping, or null if it isn't there. */
  public @Nullable SettingsReader optionalObject(String key) {
    return has(key) ? object(key) : null;
  }

  /**
   * A mapping of names to mappings.
   *
   * @param placeholder stands for a name in the reference, such as {@code NAME}
   */
  public Map<String, SettingsReader> objects(String key, String placeholder) {
    var inner = object(key);
    var found = new LinkedHashMap<String, SettingsReader>();
    inner.keys(placeholder).forEach(name -> found.put(name, inner.object(name)));
    return found;
  }

  /** The names of a mapping of names, for who refers to them; asks for nothing of it. */
  public Set<String> namesOf(String key) {
    var value = object.member(key);
    return value != null && value.isObject() ? Set.copyOf(value.propertyNames()) : Set.of();
  }

  /** A list of mappings. */
  public List<SettingsReader> items(String key) {
    var value = found(key);
    if (reference != null) {
      return List.of(child(null, object.pointer(key), key + "[]"));
    }
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      problem(key, "must be a list");
      return List.of();
    }
    var found = new ArrayList<SettingsReader>();
    for (int i = 0; i < value.size(); i++) {
      found.add(child(value.get(i), object.pointer(key) + "/" + i, key));
    }
    return List.copyOf(found);
  }

  /** Complains about references that nothing will be known for. */
  public void checkReferences(String key, Set<String> references, String pattern) {
    references.stream()
        .filter(name -> !name.matches(pattern))
        .forEach(name -> problem(key, "nothing is known as ${" + name + "}"));
  }

  public void problem(String key, String detail) {
    object.problem(key, detail);
  }

  /** Complains about every key that nobody asked for, here and below. */
  public void finish() {
    object.names().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> problem(key, "is not a known key" + Nearest.hint(key, known)));
    children.forEach(SettingsReader::finish);
  }

  private List<String> keys(String placeholder) {
    return reference == null ? object.names() : List.of(placeholder);
  }

  private <T> @Nullable T needed(String key, SettingForm<T> form) {
    var value = found(key);
    if (value == null) {
      problem(key, "is missing");
      return null;
    }
    if (value.isString() && value.asString().isBlank()) {
      problem(key, "must not be empty");
      return null;
    }
    return read(key, value, form);
  }

  private <T> @Nullable T read(String key, JsonNode value, SettingForm<T> form) {
    try {
      return form.reading().apply(value);
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private SettingsReader child(@Nullable JsonNode value, String where, String key) {
    var child = of(value, where, object.problems(), inReference(key), reference);
    children.add(child);
    return child;
  }

  private @Nullable JsonNode found(String key) {
    known.add(key);
    if (reference != null) {
      reference.asked(inReference(key));
    }
    return object.member(key);
  }

  private void document(String key, SettingForm<?> form, String plain, String meaning) {
    if (reference != null) {
      reference.add(new Setting(inReference(key), form.description(), plain, meaning));
    }
  }

  private String inReference(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
