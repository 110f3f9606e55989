package io.countersign.connectors.ansible;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.target.StateTemplate;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One directory of playbooks.
 *
 * @param name the configured name, which a plan's steps carry
 * @param entityKinds which kinds of targets it acts on
 * @param environments in which environments
 * @param command the program {@code ansible-playbook}
 * @param directory where playbooks lie and are run
 * @param inventory within the directory, or absolute
 * @param config Ansible's own configuration; null: none is read
 * @param path {@code PATH} of the run
 * @param environment further variables of the run's environment
 * @param timeout of one run at most
 * @param actor who is told to have done what the playbooks do
 * @param bearer a secret's reference, for reading targets' states
 */
public record AnsibleSettings(
    String name,
    Set<String> entityKinds,
    Set<String> environments,
    Path command,
    Path directory,
    Path inventory,
    @Nullable Path config,
    String path,
    Map<String, String> environment,
    Duration timeout,
    String actor,
    Map<String, PlaybookAction> actions,
    @Nullable String bearer,
    StateTemplate read) {
  /** The configured word for this kind of executor. */
  public static final String KIND = "ansible";

  private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  public AnsibleSettings {
    entityKinds = Set.copyOf(entityKinds);
    environments = Set.copyOf(environments);
    environment = Map.copyOf(environment);
    actions = Map.copyOf(actions);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static AnsibleSettings read(String name, SettingsReader settings) {
    settings.text("kind", KIND);
    var directory = absolute(settings, "directory", settings.text("directory"));
    var actions = new LinkedHashMap<String, PlaybookAction>();
    settings
        .objects("actions")
        .forEach((action, inner) -> actions.put(action, PlaybookAction.read(directory, inner)));
    if (actions.isEmpty()) {
      settings.problem("actions", "must name at least one action");
    }
    return new AnsibleSettings(
        name,
        required(settings, "entityKinds"),
        required(settings, "environments"),
        absolute(settings, "command", settings.text("command", "/usr/bin/ansible-playbook")),
        directory,
        within(directory, settings, "inventory"),
        settings.has("config") ? within(directory, settings, "config") : null,
        settings.text("path", PATH),
        environment(settings),
        Duration.ofSeconds(settings.integer("timeoutSeconds", 60, 1, 840)),
        settings.text("actor", KIND),
        actions,
        settings.secret("bearer"),
        StateTemplate.read(settings.object("read")));
  }

  private static Map<String, String> environment(SettingsReader settings) {
    var variables = settings.texts("environmentVariables");
    variables.keySet().stream()
        .filter(key -> !key.matches("[A-Za-z_][A-Za-z0-9_]*") || RunEnvironment.owns(key))
        .forEach(
            key ->
                settings.problem(
                    "environmentVariables", "'" + key + "' is no name for one, or is ours"));
    return variables;
  }

  private static Set<String> required(SettingsReader settings, String key) {
    var values = Set.copyOf(settings.list(key));
    if (values.isEmpty()) {
      settings.problem(key, "must name at least one");
    }
    return values;
  }

  private static Path within(Path directory, SettingsReader settings, String key) {
    return absolute(settings, key, settings.text(key), directory);
  }

  /** An absolute path begins with a slash: it can't be taken for an option. */
  private static Path absolute(SettingsReader settings, String key, String text) {
    return absolute(settings, key, text, Path.of(""));
  }

  private static Path absolute(SettingsReader settings, String key, String text, Path from) {
    try {
      var path = from.resolve(text).normalize();
      if (!text.isBlank() && !path.isAbsolute()) {
        settings.problem(key, "must be an absolute path");
      }
      return path;
    } catch (InvalidPathException e) {
      settings.problem(key, "is not a path");
      return Path.of("/");
    }
  }
}
