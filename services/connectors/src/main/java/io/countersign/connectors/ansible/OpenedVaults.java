package io.countersign.connectors.ansible;

import io.countersign.connectors.ansible.content.VaultedContent;
import io.countersign.connectors.ansible.report.Concealment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The opening of a run's vaults before it: what they hold has to be known to be cut out of what the
 * run tells. It lies with the run's secrets, and goes with them.
 */
final class OpenedVaults {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private OpenedVaults() {}

  /**
   * @param values that vaults hold
   * @param closed whether one couldn't be opened
   */
  private record Content(Set<String> values, boolean closed) {}

  /** Writes down what the vaults hold that this run may draw on. */
  static void open(AnsibleSettings settings, Path timeout, RunDirectory run) throws IOException {
    var roots =
        List.of(
            settings.directory(),
            settings.inventory(),
            settings.inventory().resolveSibling("group_vars"),
            settings.inventory().resolveSibling("host_vars"));
    var found = VaultedContent.find(roots);
    var content =
        found.isEmpty() ? new Content(Set.of(), false) : decrypted(found, settings, timeout, run);
    PrivateFiles.replace(run.vaulted(), JSON.writeValueAsBytes(content));
  }

  private static Content decrypted(
      List<String> found, AnsibleSettings settings, Path timeout, RunDirectory run)
      throws IOException {
    var directory = run.path().resolve("vaults");
    PrivateFiles.directory(directory);
    try {
      var files = new ArrayList<Path>();
      for (var text : found) {
        var file = directory.resolve("vault-" + files.size());
        PrivateFiles.write(file, text);
        files.add(file);
      }
      decrypt(files, settings, timeout, run, directory);
      return content(files);
    } finally {
      PrivateFiles.remove(directory);
    }
  }

  private static void decrypt(
      List<Path> files, AnsibleSettings settings, Path timeout, RunDirectory run, Path directory)
      throws IOException {
    var config = settings.config() == null ? run.emptyConfig() : settings.config();
    var arguments =
        new ArrayList<>(
            List.of(
                timeout.toString(),
                Long.toString(LIMIT.toSeconds()),
                settings.command().resolveSibling("ansible-vault").toString(),
                "decrypt"));
    files.forEach(file -> arguments.add(file.toString()));
    var process =
        RunProcesses.start(
            arguments,
            settings.directory(),
            RunEnvironment.of(settings, run.mark(), run.home(), config),
            directory.resolve("output"),
            directory.resolve("errors"));
    RunProcesses.await(process, LIMIT.plusSeconds(1));
  }

  private static Content content(List<Path> files) throws IOException {
    var values = new LinkedHashSet<String>();
    boolean closed = false;
    for (var file : files) {
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      if (text.startsWith(VaultedContent.MARK)) {
        closed = true;
      } else {
        values.addAll(VaultedContent.values(text));
      }
    }
    return new Content(values, closed);
  }

  /** What is cut out of what a run tells. */
  static Concealment concealment(RunDirectory run) throws IOException {
    var told = new ArrayList<String>();
    for (var secret : VariablesFile.secrets(run.secrets())) {
      told.add(secret.reveal());
    }
    var content = read(run.vaulted());
    return content == null
        ? Concealment.of(told, List.of(), false)
        : Concealment.of(told, List.copyOf(content.values()), content.closed());
  }

  /** Null for a run that was started before vaults were looked into. */
  private static @Nullable Content read(Path file) throws IOException {
    return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), Content.class) : null;
  }
}
