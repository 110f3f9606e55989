package io.countersign.demo.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A configuration file of the demo with its {@code @NAME@}s filled in. */
public final class ConfigurationTemplate {
  private ConfigurationTemplate() {}

  /**
   * @param beside the class whose package the file lies in
   * @param file its name there and in the folder
   * @return where it was written
   */
  public static Path write(Class<?> beside, String file, Path folder, Map<String, String> values) {
    try (var in = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (var value : values.entrySet()) {
        text = text.replace("@" + value.getKey() + "@", value.getValue());
      }
      return Files.writeString(folder.resolve(file), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
