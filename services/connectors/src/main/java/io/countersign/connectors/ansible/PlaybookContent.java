package io.countersign.connectors.ansible;

import io.countersign.connectors.ansible.content.FileTree;
import io.countersign.connectors.ansible.content.IncludePaths;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.target.StepContent;
import io.countersign.domain.Digest;
import io.countersign.domain.planning.PlannedStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of playbooks: every file that one can include, what it's told, and the Ansible that
 * runs it. Which of the files it includes only a run can tell, so all of its directory counts.
 */
final class PlaybookContent {
  /** Of what this connector makes of its settings; another one where that changes. */
  private static final String REVISION = "ansible/2";

  private static final String FILE = "file:";

  private final AnsibleSettings settings;
  private final AnsibleVersion version;

  PlaybookContent(AnsibleSettings settings, AnsibleVersion version) {
    this.settings = settings;
    this.version = version;
  }

  Outcome<Digest> digest(PlannedStep step, PlaybookAction action) {
    try {
      var json = new TreeMap<String, Object>();
      json.put("connector", REVISION);
      json.put("ansible", version.describe());
      json.put("call", call(action));
      json.put("run", run());
      json.put("read", StepContent.described(settings.targets(), step));
      json.put("files", Digest.ofJson(files(action)).hex());
      return StepContent.digest(json);
    } catch (IOException e) {
      return Outcome.failed(
          FailureCategory.USER,
          FailureCode.REFUSED,
          "what a playbook can include can't be read: " + e.getMessage());
    }
  }

  /** What keeps playbooks from being bound, and so from being planned, or null. */
  @Nullable ConnectionHealth broken() {
    try {
      for (var action : settings.actions().values()) {
        files(action);
      }
      return null;
    } catch (IOException e) {
      return ConnectionHealth.broken(
          "what a playbook can include can't be read: " + e.getMessage(),
          "Keep playbooks in a directory of their own, readable by the server.");
    }
  }

  private static Map<String, Object> call(PlaybookAction action) {
    var json = new TreeMap<String, Object>();
    json.put("playbook", action.playbook().toString());
    json.put("variables", action.variables().toString());
    json.put("secrets", action.secrets());
    json.put("dryRun", action.dryRun());
    json.put("honoursKeys", action.honoursKeys());
    json.put("effect", StepContent.described(action.effect()));
    return json;
  }

  private Map<String, Object> run() {
    var json = new TreeMap<String, Object>();
    json.put("command", settings.command().toString());
    json.put("directory", settings.directory().toString());
    json.put("inventory", settings.inventory().toString());
    json.put("config", String.valueOf(settings.config()));
    json.put("path", settings.path());
    json.put("environment", settings.environment());
    json.put("timeoutMillis", settings.timeout().toMillis());
    json.put("actor", settings.actor());
    json.put("unbound", settings.unbound().stream().map(Path::toString).sorted().toList());
    return json;
  }

  private Map<String, Object> files(PlaybookAction action) throws IOException {
    var tree = new FileTree(unbound(action));
    for (var root : roots(settings)) {
      tree.add(root);
    }
    return tree.files();
  }

  /** What lies within the directory is added with it. */
  static Set<Path> roots(AnsibleSettings settings) throws IOException {
    var inventory = settings.inventory();
    var places =
        new LinkedHashSet<>(
            Set.of(
                inventory,
                inventory.resolveSibling("group_vars"),
                inventory.resolveSibling("host_vars"),
                settings.command()));
    if (settings.config() != null) {
      places.add(settings.config());
      places.addAll(IncludePaths.configured(settings.config()));
    }
    places.addAll(IncludePaths.configured(settings.environment(), settings.directory()));
    return Stream.concat(
            Stream.of(settings.directory()),
            places.stream().filter(place -> !place.startsWith(settings.directory())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A secret may be another one by the time it runs, and its value is nobody's to bind. */
  private Set<Path> unbound(PlaybookAction action) {
    var references = Stream.concat(action.secrets().values().stream(), bearer());
    return Stream.concat(
            settings.unbound().stream(),
            references
                .filter(reference -> reference.startsWith(FILE))
                .map(reference -> Path.of(reference.substring(FILE.length()))))
        .map(path -> path.toAbsolutePath().normalize())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<String> bearer() {
    return Stream.ofNullable(settings.targets().bearer());
  }
}
