package io.countersign.connectors.ansible.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The places besides its own directory that a playbook takes roles, modules and plug-ins from, as
 * Ansible's configuration and environment name them.
 */
public final class IncludePaths {
  private static final Pattern SETTING = Pattern.compile("\\s*([a-z_]+)\\s*[=:]\\s*(.*?)\\s*");
  private static final Pattern NAMES_PATHS =
      Pattern.compile(
          "roles_path|collections_paths?|library|module_utils|[a-z_]+_plugins|playbook_vars_root");

  /** As Ansible reads it. */
  private static final Pattern COMMENT = Pattern.compile("(^|\\s);.*");

  private static final String PREFIX = "ANSIBLE_";

  private IncludePaths() {}

  /** Of a configuration file: paths count from where it lies. */
  public static List<Path> configured(Path config) throws IOException {
    var found = new ArrayList<Path>();
    for (var line : Files.readAllLines(config)) {
      var setting = SETTING.matcher(line);
      if (setting.matches()) {
        paths(
                setting.group(1),
                COMMENT.matcher(setting.group(2)).replaceFirst(""),
                config::resolveSibling)
            .forEach(found::add);
      }
    }
    return found;
  }

  /**
   * Of variables such as {@code ANSIBLE_ROLES_PATH}.
   *
   * @param from where the playbook is run: paths count from there
   */
  public static List<Path> configured(Map<String, String> environment, Path from) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(PREFIX))
        .flatMap(
            variable ->
                paths(
                    variable.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT),
                    variable.getValue(),
                    from::resolve))
        .toList();
  }

  private static Stream<Path> paths(String name, String value, Function<String, Path> from) {
    return NAMES_PATHS.matcher(name).matches()
        ? Stream.of(value.split(":")).map(String::strip).flatMap(text -> path(text, from))
        : Stream.empty();
  }

  private static Stream<Path> path(String text, Function<String, Path> from) {
    try {
      return text.isEmpty() ? Stream.empty() : Stream.of(from.apply(text).normalize());
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }
}
