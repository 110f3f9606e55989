package io.countersign.connectors.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JsonPointer;

/** Mappings of names to JSON pointers. */
public final class PointerSettings {
  private PointerSettings() {}

  /**
   * @throws IllegalArgumentException when it isn't a JSON pointer
   */
  public static JsonPointer parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("must be a JSON pointer such as /records");
    }
    return JsonPointer.compile(text);
  }

  /** Names that aren't known stay unread, and with that become problems. */
  public static Map<String, JsonPointer> read(SettingsReader settings, Predicate<String> known) {
    var found = new LinkedHashMap<String, JsonPointer>();
    for (var key : settings.keys()) {
      var pointer = known.test(key) ? settings.parsed(key, PointerSettings::parse) : null;
      if (pointer != null) {
        found.put(key, pointer);
      }
    }
    return found;
  }
}
