package io.countersign.server.config;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line: {@code --name VALUE} or {@code --name=VALUE}, or a flag. */
final class CommandLineOptions {
  static final String CONFIG = "--config";
  static final String PASSWORD_FILE = "--initial-password-file";
  static final String RESET = "--reset-administrator";

  private static final Set<String> KNOWN = Set.of(CONFIG, PASSWORD_FILE);

  private CommandLineOptions() {}

  static Map<String, String> read(List<String> arguments, List<String> problems) {
    var found = new HashMap<String, String>();
    for (var rest = arguments.iterator(); rest.hasNext(); ) {
      one(rest.next(), rest, found, problems);
    }
    return found;
  }

  private static void one(
      String argument, Iterator<String> rest, Map<String, String> found, List<String> problems) {
    int equals = argument.indexOf('=');
    var name = equals < 0 ? argument : argument.substring(0, equals);
    if (argument.equals(RESET)) {
      found.put(RESET, "");
    } else if (!KNOWN.contains(name)) {
      problems.add(
          "unknown argument %s; known are %s FILE, %s PATH and %s"
              .formatted(argument, CONFIG, PASSWORD_FILE, RESET));
    } else if (equals >= 0) {
      found.put(name, argument.substring(equals + 1));
    } else if (rest.hasNext()) {
      found.put(name, rest.next());
    } else {
      problems.add(name + " needs a value");
    }
  }
}
