package io.countersign.connectors.ansible;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The environment of a run: nothing of ours, only what stands here and in the configuration. */
final class RunEnvironment {
  /** Every process of a run carries it: so they are found, whoever their parent is by then. */
  static final String MARK = "COUNTERSIGN_RUN";

  private static final Set<String> OWN =
      Set.of(
          MARK,
          "PATH",
          "HOME",
          "LANG",
          "LC_ALL",
          "PYTHONUNBUFFERED",
          "PYTHONDONTWRITEBYTECODE",
          "ANSIBLE_CONFIG",
          "ANSIBLE_NOCOLOR",
          "ANSIBLE_STDOUT_CALLBACK",
          "ANSIBLE_RETRY_FILES_ENABLED");

  private RunEnvironment() {}

  static boolean owns(String name) {
    return OWN.contains(name);
  }

  /**
   * @param mark names the run
   * @param home a directory of the run's own
   * @param config Ansible's configuration
   */
  static Map<String, String> of(AnsibleSettings settings, String mark, Path home, Path config) {
    var variables = new LinkedHashMap<>(settings.environment());
    variables.put(MARK, mark);
    variables.put("PATH", settings.path());
    variables.put("HOME", home.toString());
    variables.put("LANG", "C.UTF-8");
    variables.put("LC_ALL", "C.UTF-8");
    // What was done so far has to be in the file when the run is killed.
    variables.put("PYTHONUNBUFFERED", "1");
    // Nor may a run change what the next one is bound to.
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("ANSIBLE_CONFIG", config.toString());
    variables.put("ANSIBLE_NOCOLOR", "1");
    variables.put("ANSIBLE_STDOUT_CALLBACK", "ansible.posix.jsonl");
    variables.put("ANSIBLE_RETRY_FILES_ENABLED", "0");
    return variables;
  }
}
