package io.countersign.connectors.slack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What others wrote about Slack. It's kept outside of the project: without it a test is skipped.
 */
final class SlackData {
  private SlackData() {}

  static Path path(String name) {
    var shared = System.getenv("COUNTERSIGN_SHARED");
    var path = Path.of(shared == null ? "../../../shared" : shared, "data", "slack", name);
    if (!Files.exists(path)) {
      System.out.println("SKIPPED: there is no " + path);
    }
    assumeTrue(Files.exists(path), () -> "there is no " + path);
    return path;
  }

  static String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String name) {
    return JsonMapper.shared().readTree(text(name));
  }

  static List<Path> files(String folder) {
    try (var files = Files.list(path(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
