package io.countersign.witness.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command's options ({@code --name VALUE}) and what else it was given. */
final class WitnessArguments {
  private final Map<String, List<String>> options = new HashMap<>();
  private final List<String> others = new ArrayList<>();

  static WitnessArguments parse(List<String> arguments, Set<String> known)
      throws WitnessUsageException {
    var parsed = new WitnessArguments();
    for (var rest = arguments.iterator(); rest.hasNext(); ) {
      parsed.take(rest.next(), rest, known);
    }
    return parsed;
  }

  private void take(String argument, java.util.Iterator<String> rest, Set<String> known)
      throws WitnessUsageException {
    if (!argument.startsWith("--")) {
      others.add(argument);
      return;
    }
    int equals = argument.indexOf('=');
    var name = argument.substring(2, equals < 0 ? argument.length() : equals);
    if (!known.contains(name)) {
      throw new WitnessUsageException("unknown option --" + name);
    }
    if (equals < 0 && !rest.hasNext()) {
      throw new WitnessUsageException("--" + name + " needs a value");
    }
    options
        .computeIfAbsent(name, it -> new ArrayList<>())
        .add(equals < 0 ? rest.next() : argument.substring(equals + 1));
  }

  String required(String name) throws WitnessUsageException {
    var values = all(name);
    if (values.size() != 1) {
      throw new WitnessUsageException("--" + name + " is needed, once");
    }
    return values.getFirst();
  }

  String orElse(String name, String otherwise) throws WitnessUsageException {
    return all(name).isEmpty() ? otherwise : required(name);
  }

  List<String> all(String name) {
    return options.getOrDefault(name, List.of());
  }

  /** The one argument that isn't an option. */
  String only(String what) throws WitnessUsageException {
    if (others.size() != 1) {
      throw new WitnessUsageException(what + " is needed, once");
    }
    return others.getFirst();
  }

  WitnessArguments none() throws WitnessUsageException {
    if (!others.isEmpty()) {
      throw new WitnessUsageException("unexpected: " + others.getFirst());
    }
    return this;
  }
}
