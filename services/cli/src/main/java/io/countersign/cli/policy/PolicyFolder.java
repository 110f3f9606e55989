package io.countersign.cli.policy;

import io.countersign.cli.command.MisuseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A directory with the files of a bundle. */
final class PolicyFolder {
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private PolicyFolder() {}

  /** The texts by name, as the API tells them. */
  static Map<String, String> files(JsonNode answer) {
    var files = new TreeMap<String, String>();
    answer
        .path("files")
        .properties()
        .forEach(it -> files.put(it.getKey(), it.getValue().asString()));
    return files;
  }

  /**
   * Every {@code *.yaml} in it and below, by its name within it.
   *
   * @throws MisuseException where it can't be read, or holds more than a bundle does
   */
  static Map<String, String> read(Path directory) {
    var files = new TreeMap<String, String>();
    try (var paths = Files.walk(directory)) {
      for (var path : paths.filter(it -> it.toString().endsWith(".yaml")).toList()) {
        if (Files.size(path) > MOST_BYTES) {
          throw new MisuseException(path + " is larger than a whole bundle may be.");
        }
        files.put(
            directory.relativize(path).toString().replace('\\', '/'),
            Files.readString(path, StandardCharsets.UTF_8));
      }
    } catch (IOException _) {
      throw new MisuseException("Can't read the policies in " + directory + ".");
    }
    if (files.isEmpty()) {
      throw new MisuseException("There is no *.yaml in " + directory + ".");
    }
    return files;
  }

  /**
   * @throws MisuseException where something is there already, or it can't be written
   */
  static void write(Map<String, String> files, Path directory) {
    try {
      if (Files.exists(directory) && isFull(directory)) {
        throw new MisuseException(directory + " isn't empty.");
      }
      for (var file : files.entrySet()) {
        var path = directory.resolve(file.getKey()).normalize();
        if (!path.startsWith(directory.normalize())) {
          throw new MisuseException("A file's name leads out of " + directory + ".");
        }
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
      }
    } catch (IOException _) {
      throw new MisuseException("Can't write into " + directory + ".");
    }
  }

  private static boolean isFull(Path directory) throws IOException {
    try (var there = Files.list(directory)) {
      return there.findAny().isPresent();
    }
  }
}
