package io.countersign.connectors.ansible;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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
          "ANSIBLE_FORCE_COLOR",
          "ANSIBLE_STDOUT_CALLBACK",
          "ANSIBLE_RETRY_FILES_ENABLED");

  /**
   * What decides which code a program loads, or what it does besides what it's told: of the loader
   * and the C library, of shells and interpreters, of Ansible (whose own configuration is a file,
   * and bound by a plan's digest) and of the programs that it starts.
   */
  private static final Pattern HARMFUL =
      Pattern.compile(
          "(LD|DYLD|GLIBC|MALLOC|GCONV|ANSIBLE|PYTHON|PERL|PERL5|RUBY|JAVA|_JAVA|JDK|BASH|SUDO"
              + "|COUNTERSIGN|TEMPORAL)_.*"
              + "|(PYTHON|PERL5?|RUBY)[A-Z0-9]+|NODE_(OPTIONS|PATH|EXTRA_.*)|SSH_ASKPASS.*"
              + "|GIT_(SSH.*|EXEC_PATH|CONFIG.*|PROXY_COMMAND|ASKPASS|EDITOR|PAGER|EXTERNAL_DIFF|TEMPLATE_DIR)"
              + "|ENV|IFS|PS4|SHELLOPTS|SHELL|LOCPATH|NLSPATH|TMPDIR|HOSTALIASES|RES_OPTIONS"
              + "|LOCALDOMAIN|EDITOR|PAGER|VISUAL|CLASSPATH|VIRTUAL_ENV|CDPATH");

  private RunEnvironment() {}

  /** Whether the configuration may set it: neither what is ours nor what could run other code. */
  static boolean mayBeSet(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*")
        && !OWN.contains(name)
        && !HARMFUL.matcher(name.toUpperCase(Locale.ROOT)).matches();
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
    variables.put("ANSIBLE_FORCE_COLOR", "0");
    variables.put("ANSIBLE_STDOUT_CALLBACK", "ansible.posix.jsonl");
    variables.put("ANSIBLE_RETRY_FILES_ENABLED", "0");
    return variables;
  }
}
