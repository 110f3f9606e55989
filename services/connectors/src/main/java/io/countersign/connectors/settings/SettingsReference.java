package io.countersign.connectors.settings;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys that readers ask for, in the order in which they ask. A {@linkplain
 * SettingsReader#documenting documenting reader} fills it.
 */
public final class SettingsReference {
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  void asked(String key) {
    asked.add(key);
  }

  void add(Setting setting) {
    settings.putIfAbsent(setting.key(), setting);
  }

  public List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  /** The keys that were asked for, but never with a meaning. */
  public Set<String> undocumented() {
    return asked.stream()
        .filter(key -> settings.keySet().stream().noneMatch(it -> isWithin(it, key)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isWithin(String setting, String key) {
    return setting.equals(key) || setting.startsWith(key + ".") || setting.startsWith(key + "[");
  }
}
