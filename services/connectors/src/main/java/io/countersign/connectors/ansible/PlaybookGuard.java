package io.countersign.connectors.ansible;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The guard of a run's own processes on this machine: Python loads it before Ansible, and whatever
 * would read a file that no digest binds fails, and is written down.
 */
record PlaybookGuard(Path folder) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static PlaybookGuard of(RunDirectory run) {
    return new PlaybookGuard(run.path().resolve("guard"));
  }

  /**
   * @param bound files and directories that may be read
   */
  void prepare(Collection<Path> bound) throws IOException {
    PrivateFiles.directory(folder);
    var names = bound.stream().map(path -> path.toAbsolutePath().toString()).toList();
    PrivateFiles.replace(folder.resolve("bound.json"), JSON.writeValueAsBytes(names));
    try (var script = PlaybookGuard.class.getResourceAsStream("guard.py")) {
      PrivateFiles.replace(
          folder.resolve("sitecustomize.py"), Objects.requireNonNull(script).readAllBytes());
    }
  }

  /** What was to be read and isn't bound, or that nothing would have said so; null for neither. */
  @Nullable String objection() throws IOException {
    var report = folder.resolve("unbound.txt");
    if (Files.exists(report)) {
      var lines = Files.readString(report, StandardCharsets.UTF_8).lines();
      return "it reads " + lines.findFirst().orElse("?") + ", which nothing binds to a plan";
    }
    return Files.exists(folder) && !Files.exists(folder.resolve("active"))
        ? "its Python doesn't heed PYTHONPATH, so nothing says what it reads"
        : null;
  }
}
