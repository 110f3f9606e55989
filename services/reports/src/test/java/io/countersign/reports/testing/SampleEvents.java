package io.countersign.reports.testing;

import io.countersign.reports.json.JsonReader;
import io.countersign.reports.json.JsonRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The recorded sample of each type of event, as a payload to put other values into. */
public final class SampleEvents {
  private static final Map<String, Map<String, Object>> KNOWN = new ConcurrentHashMap<>();

  private SampleEvents() {}

  /** A copy of it. */
  public static Map<String, Object> payload(String type) {
    return copy(KNOWN.computeIfAbsent(type, it -> read(folder().resolve(it + ".1.json"))));
  }

  /** Every sample, those of earlier revisions too, by type and file. */
  public static Map<Path, Map<String, Object>> all() {
    var all = new LinkedHashMap<Path, Map<String, Object>>();
    try (var files = Files.walk(folder())) {
      files
          .filter(it -> it.toString().endsWith(".json"))
          .sorted()
          .forEach(it -> all.put(it, read(it)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Path folder() {
    var folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      var samples = folder.resolve("services/ledger/src/test/resources/events");
      if (Files.isDirectory(samples)) {
        return samples;
      }
      folder = folder.getParent();
    }
    throw new IllegalStateException("no samples of events above the working folder");
  }

  private static Map<String, Object> read(Path file) {
    try {
      return JsonReader.read(Files.readString(file).strip().getBytes("UTF-8")).values();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonRefusal e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  /** The map at the end of a path of members. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> in(Map<String, Object> payload, String... path) {
    var at = payload;
    for (var name : path) {
      at = (Map<String, Object>) at.get(name);
    }
    return at;
  }

  private static Map<String, Object> copy(Map<String, Object> map) {
    var copy = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> copy.put(name, copied(value)));
    return copy;
  }

  @SuppressWarnings("unchecked")
  private static Object copied(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      var items = new ArrayList<Object>();
      list.forEach(it -> items.add(copied(it)));
      return items;
    }
    return value;
  }
}
