package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.ConnectionHealth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The command line of {@code ansible-playbook}. */
final class PlaybookCommandLine {
  /** After it was told to end, so long until it's made to. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private static final String CALLBACK = "ansible.posix.jsonl";

  /** Ends a run at its deadline even when nobody of ours is left to do it. */
  private static final List<Path> TIMEOUTS =
      List.of(Path.of("/usr/bin/timeout"), Path.of("/bin/timeout"));

  private final AnsibleSettings settings;

  PlaybookCommandLine(AnsibleSettings settings) {
    this.settings = settings;
  }

  ProcessHandle start(Path playbook, boolean check, Duration limit, RunDirectory run)
      throws IOException {
    var begun = System.nanoTime();
    OpenedVaults.open(settings, timeout(), run);
    var left = limit.minusNanos(System.nanoTime() - begun);
    if (left.isNegative()) {
      throw new IOException("its vaults took longer to open than it has");
    }
    var arguments =
        new ArrayList<>(
            List.of(
                timeout().toString(),
                "--kill-after=" + seconds(GRACE),
                seconds(left),
                settings.command().toString(),
                "--inventory=" + settings.inventory(),
                "--extra-vars=@" + run.variables(),
                "--extra-vars=@" + run.secrets(),
                "--diff"));
    if (check) {
      arguments.add("--check");
    }
    arguments.add(playbook.toString());
    var config = settings.config() == null ? run.emptyConfig() : settings.config();
    var environment =
        new LinkedHashMap<>(RunEnvironment.of(settings, run.mark(), run.home(), config));
    environment.put("PYTHONPATH", guarded(run).folder().toString());
    return RunProcesses.start(
        arguments, settings.directory(), environment, run.output(), run.errors());
  }

  private PlaybookGuard guarded(RunDirectory run) throws IOException {
    var readable = new LinkedHashSet<>(PlaybookContent.roots(settings));
    readable.addAll(settings.unbound());
    readable.add(run.path());
    var guard = PlaybookGuard.of(run);
    guard.prepare(readable);
    return guard;
  }

  private static Path timeout() throws IOException {
    return TIMEOUTS.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException("the program timeout (coreutils) isn't there"));
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).toPlainString();
  }

  /** Why these variables are kept from Ansible, or null. */
  static @Nullable String harm(JsonNode variables) {
    for (var variable : variables.properties()) {
      var text = variable.getValue().isString() ? variable.getValue().asString() : "";
      if (JinjaDetection.isIn(text)) {
        return "the value of " + variable.getKey() + " holds what Ansible takes for a template";
      }
      if (text.codePoints().anyMatch(PlaybookCommandLine::isBroken)) {
        return "the value of " + variable.getKey() + " holds control characters or broken text";
      }
    }
    return null;
  }

  private static boolean isBroken(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || Character.getType(c) == Character.SURROGATE;
  }

  /** What keeps playbooks from being run, or null. */
  @Nullable ConnectionHealth broken() {
    var missing = missing();
    if (missing != null) {
      return ConnectionHealth.broken(
          missing + " isn't there", "Install it, or correct the configuration.");
    }
    try {
      return knowsCallback()
          ? null
          : ConnectionHealth.broken(
              "Ansible has no callback " + CALLBACK,
              "Install the collection ansible.posix: it comes with the package `ansible`, not with"
                  + " `ansible-core` alone.");
    } catch (IOException e) {
      return ConnectionHealth.broken(
          "Ansible can't be asked: " + e.getMessage(), "Correct `command` in the configuration.");
    }
  }

  private @Nullable String missing() {
    var wanted = new ArrayList<Path>(List.of(settings.command(), settings.inventory()));
    settings.actions().values().forEach(action -> wanted.add(action.playbook()));
    if (settings.config() != null) {
      wanted.add(settings.config());
    }
    if (TIMEOUTS.stream().noneMatch(Files::isExecutable)) {
      return "the program timeout (coreutils)";
    }
    return wanted.stream()
        .filter(path -> !Files.isReadable(path))
        .findFirst()
        .map(Path::toString)
        .orElse(null);
  }

  private boolean knowsCallback() throws IOException {
    var directory = Files.createTempDirectory("ansible-check");
    try {
      var run = new RunDirectory(directory);
      run.prepare();
      var config = settings.config() == null ? run.emptyConfig() : settings.config();
      var documentation = settings.command().resolveSibling("ansible-doc");
      var process =
          RunProcesses.start(
              List.of(
                  timeout().toString(), "20", documentation.toString(), "-t", "callback", CALLBACK),
              settings.directory(),
              RunEnvironment.of(settings, run.mark(), run.home(), config),
              run.output(),
              run.errors());
      RunProcesses.await(process, Duration.ofSeconds(21));
      return Files.readString(run.output()).toLowerCase(Locale.ROOT).contains(CALLBACK);
    } finally {
      PrivateFiles.remove(directory);
    }
  }
}
