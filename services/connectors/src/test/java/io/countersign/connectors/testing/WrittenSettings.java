package io.countersign.connectors.testing;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Function;

/** The settings of a connection as an installation writes them, with their secrets in files. */
public final class WrittenSettings {
  private WrittenSettings() {}

  /**
   * Reads them as the configuration file is read.
   *
   * @throws AssertionError where there is anything to complain of
   */
  public static <T> T of(String yaml, Function<SettingsReader, T> read) {
    var problems = new ArrayList<InputProblem>();
    var node = StrictYaml.upTo(10_000).read(yaml, problems::add).orElse(null);
    var reader = SettingsReader.of(node, "", problems);
    var settings = read.apply(reader);
    reader.finish();
    if (!problems.isEmpty()) {
      throw new AssertionError(problems);
    }
    return settings;
  }

  /** A secret's file, which settings name. */
  public static Path secret(Path folder, String name, String value) {
    try {
      return Files.writeString(folder.resolve(name), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
