package io.countersign.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code --name value} pairs, each at most once. */
public final class Arguments {
  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * @param known the names, with their dashes
   */
  public static Arguments read(List<String> given, Set<String> known) throws UsageException {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < given.size(); i += 2) {
      var name = given.get(i);
      if (!known.contains(name)) {
        throw new UsageException("unknown argument: " + name);
      }
      if (i + 1 == given.size()) {
        throw new UsageException(name + " needs a value");
      }
      if (values.put(name, given.get(i + 1)) != null) {
        throw new UsageException(name + " was given twice");
      }
    }
    return new Arguments(values);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public long number(String name, long otherwise) throws UsageException {
    var text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException(name + " must be a whole number, not " + text);
    }
  }

  /** A folder that is there. */
  public Path folder(String name) throws UsageException {
    var text = text(name).orElseThrow(() -> new UsageException(name + " DIR is missing"));
    var folder = Path.of(text);
    if (!Files.isDirectory(folder)) {
      throw new UsageException("there is no folder " + text);
    }
    return folder;
  }
}
