package io.countersign.connectors.ansible;

import io.countersign.domain.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of the Ansible that is installed: its own, its Python's, and those of the collections
 * beside it. Asked for once, and again when the installation's files are others.
 */
final class AnsibleVersion {
  private static final Pattern MODULES =
      Pattern.compile("\\s*ansible python module location = (.+)");

  /** The lines that tell versions; others tell of the asking process's own directories. */
  private static final Pattern TELLING =
      Pattern.compile("\\S+ \\[core .*|\\s*(ansible python module|python|jinja) .*");

  private record Installed(List<String> lines, Path modules, String state) {}

  private final AnsibleSettings settings;
  private volatile @Nullable Installed known;

  AnsibleVersion(AnsibleSettings settings) {
    this.settings = settings;
  }

  /** As canonical JSON wants it. */
  Map<String, Object> describe() throws IOException {
    var installed = installed();
    var json = new TreeMap<String, Object>();
    json.put("told", installed.lines());
    json.put("collections", collections(installed.modules()));
    return json;
  }

  private Installed installed() throws IOException {
    var last = known;
    if (last != null && last.state().equals(state(last.modules()))) {
      return last;
    }
    var lines = ask();
    var modules =
        lines.stream()
            .map(MODULES::matcher)
            .filter(it -> it.matches())
            .findFirst()
            .map(it -> Path.of(it.group(1)))
            .orElseThrow(() -> new IOException("Ansible doesn't tell its version"));
    var fresh = new Installed(lines, modules, state(modules));
    known = fresh;
    return fresh;
  }

  private String state(Path modules) throws IOException {
    var release = modules.resolve("release.py");
    return Files.getLastModifiedTime(settings.command())
        + " "
        + (Files.exists(release) ? Files.getLastModifiedTime(release) : "");
  }

  private List<String> ask() throws IOException {
    var directory = Files.createTempDirectory("ansible-version");
    try {
      var run = new RunDirectory(directory);
      run.prepare();
      var process =
          RunProcesses.start(
              List.of(settings.command().toString(), "--version"),
              settings.directory(),
              RunEnvironment.of(settings, run.mark(), run.home(), run.emptyConfig()),
              run.output(),
              run.errors());
      if (!RunProcesses.await(process, Duration.ofSeconds(20))) {
        process.destroyForcibly();
        throw new IOException("Ansible doesn't tell its version in time");
      }
      return Files.readAllLines(run.output()).stream()
          .filter(line -> TELLING.matcher(line).matches())
          .toList();
    } finally {
      PrivateFiles.remove(directory);
    }
  }

  /** A collection's manifest holds its version and the digests of its files. */
  private static List<String> collections(Path modules) throws IOException {
    var found = new ArrayList<String>();
    var beside = modules.resolveSibling("ansible_collections");
    if (Files.isDirectory(beside)) {
      try (var manifests = Files.find(beside, 3, (path, _) -> path.endsWith("MANIFEST.json"))) {
        for (var manifest : manifests.sorted().toList()) {
          found.add(manifest + " " + Digest.of(Files.readAllBytes(manifest)).hex());
        }
      }
    }
    return found;
  }
}
