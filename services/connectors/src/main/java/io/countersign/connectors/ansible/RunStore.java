package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.Secret;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The directories of one executor's runs: each named by its key, those without one apart. */
final class RunStore {
  private static final Duration KEPT = Duration.ofDays(30);

  /** Longer than any run takes. */
  private static final Duration ABANDONED = Duration.ofMinutes(20);

  private static final String PREPARING = "new-";
  private static final String DRY = "dry-";

  private final Path root;

  RunStore(Path root) {
    this.root = root;
  }

  /**
   * The run of this key, if there is or was one.
   *
   * @param spent of one that doesn't count: its key may have another one
   */
  Optional<RunDirectory> find(String key, Predicate<RunDirectory> spent) {
    return Optional.of(next(key, spent)).filter(run -> Files.exists(run.path()));
  }

  /** Where the run of this key is, or will be. */
  RunDirectory next(String key, Predicate<RunDirectory> spent) {
    var run = directory(key);
    for (int again = 2; Files.exists(run.path()) && spent.test(run); again++) {
      run = directory(key + "#" + again);
    }
    return run;
  }

  private RunDirectory directory(String name) {
    return new RunDirectory(
        root.resolve(Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 40)));
  }

  /**
   * Gives a run its key. Its directory appears whole or not at all, and over no other one.
   *
   * @return false if the key has a run already, or by now; what was prepared is removed then
   */
  boolean claim(RunDirectory prepared, RunDirectory place) throws IOException {
    try {
      Files.move(prepared.path(), place.path(), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      PrivateFiles.remove(prepared.path());
      if (Files.exists(place.path())) {
        return false;
      }
      throw e;
    }
  }

  /** What a run with a key needs to be started; the key is claimed later. */
  RunDirectory prepare(RunRecord record, JsonNode variables, Map<String, Secret> secrets)
      throws IOException {
    return prepare(PREPARING, record, variables, secrets);
  }

  /** What a run without a key needs, to be removed by who starts it. */
  RunDirectory prepareDry(RunRecord record, JsonNode variables, Map<String, Secret> secrets)
      throws IOException {
    return prepare(DRY, record, variables, secrets);
  }

  private RunDirectory prepare(
      String prefix, RunRecord record, JsonNode variables, Map<String, Secret> secrets)
      throws IOException {
    PrivateFiles.directories(root);
    var run = new RunDirectory(Files.createTempDirectory(root, prefix));
    run.prepare();
    run.write(record);
    VariablesFile.write(run.variables(), variables);
    VariablesFile.writeSecrets(run.secrets(), secrets);
    return run;
  }

  /** Those on this target that may still be at work. */
  List<RunDirectory> open(EntityId target) {
    return list().stream()
        .filter(run -> !run.isOver())
        .filter(run -> !name(run).startsWith(DRY))
        .filter(run -> run.record().filter(it -> it.target().equals(target.toString())).isPresent())
        .toList();
  }

  /** Removes what is of no use any more, such as what a kill left behind. */
  void tidy(Instant now) {
    for (var run : list()) {
      boolean passing = name(run).startsWith(PREPARING) || name(run).startsWith(DRY);
      if (passing || run.isOver()) {
        removeIfOlder(run.path(), now.minus(passing ? ABANDONED : KEPT));
      }
    }
  }

  private static String name(RunDirectory run) {
    return run.path().getFileName().toString();
  }

  private static void removeIfOlder(Path path, Instant than) {
    try {
      if (Files.getLastModifiedTime(path).toInstant().isBefore(than)) {
        PrivateFiles.remove(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RunDirectory> list() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var found = Files.list(root)) {
      return found.map(RunDirectory::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
