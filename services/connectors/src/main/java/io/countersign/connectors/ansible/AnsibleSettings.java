package io.countersign.connectors.ansible;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.text;
import static io.countersign.connectors.settings.SettingForm.texts;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.target.TargetSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One directory of playbooks.
 *
 * @param targets which ones it acts on, and how they are read
 * @param command the program {@code ansible-playbook}
 * @param directory where playbooks lie and are run
 * @param inventory within the directory, or absolute
 * @param config Ansible's own configuration; null: none is read
 * @param path {@code PATH} of the run
 * @param environment further variables of the run's environment
 * @param unbound what lies within the directory and isn't content, such as a log
 * @param timeout of one run at most
 * @param actor who is told to have done what the playbooks do
 */
record AnsibleSettings(
    TargetSettings targets,
    Path command,
    Path directory,
    Path inventory,
    @Nullable Path config,
    String path,
    Map<String, String> environment,
    Set<Path> unbound,
    Duration timeout,
    String actor,
    Map<String, PlaybookAction> actions) {
  private static final String COMMAND = "/usr/bin/ansible-playbook";
  private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  AnsibleSettings {
    environment = Map.copyOf(environment);
    unbound = Set.copyOf(unbound);
    actions = Map.copyOf(actions);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static AnsibleSettings read(String name, SettingsReader settings) {
    var targets = TargetSettings.read(name, settings);
    var directory =
        settings.required("directory", path(Path.of("")), "where playbooks lie and are run");
    var within = path(directory);
    var actions = new LinkedHashMap<String, PlaybookAction>();
    settings
        .objects("actions", "ACTION")
        .forEach(
            (action, inner) -> actions.put(action, PlaybookAction.read(directory, inner, targets)));
    if (actions.isEmpty()) {
      settings.problem("actions", "must name at least one action");
    }
    return new AnsibleSettings(
        targets,
        settings.value("command", path(Path.of("")), Path.of(COMMAND), "the program"),
        directory,
        settings.required("inventory", within, "within the directory, or absolute"),
        settings.optional("config", within, "Ansible's own configuration; no other is read"),
        settings.text("path", PATH, "PATH of a run"),
        environment(settings),
        unbound(settings, directory),
        settings.value(
            "timeoutSeconds", seconds(1, 840), Duration.ofSeconds(60), "of one run at most"),
        settings.text("actor", "ansible", "who is told to have done what the playbooks do"),
        actions);
  }

  String name() {
    return targets.executor();
  }

  private static Map<String, String> environment(SettingsReader settings) {
    var variables =
        settings.all("environmentVariables", "VARIABLE", text(), "a further one of a run");
    variables.keySet().stream()
        .filter(key -> !RunEnvironment.mayBeSet(key))
        .forEach(
            key ->
                settings.problem(
                    "environmentVariables",
                    "'"
                        + key
                        + "' is no name for one, is ours, or decides which code a program runs"));
    return variables;
  }

  private static Set<Path> unbound(SettingsReader settings, Path directory) {
    var paths =
        settings.value(
            "unbound",
            texts(),
            List.of(),
            "what lies within the directory and playbooks write, or what they read beside it, such"
                + " as a secret: no part of what is approved");
    return paths.stream()
        .map(text -> directory.resolve(text).normalize())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A path that is absolute from there: it begins with a slash and can't be taken for an option.
   */
  private static SettingForm<Path> path(Path from) {
    return SettingForm.parsed("path", text -> absolute(text, from), Path.of(""));
  }

  private static Path absolute(String text, Path from) {
    try {
      var path = from.resolve(text).normalize();
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("must be an absolute path");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path", e);
    }
  }
}
