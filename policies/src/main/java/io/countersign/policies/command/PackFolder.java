package io.countersign.policies.command;

import io.countersign.policies.engine.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of rules, with their tests in its folder {@code tests}; or one that holds such a folder
 * by the name {@code approval}.
 *
 * @param rules sorted by name
 * @param tests sorted by name
 */
record PackFolder(List<PolicyFile> rules, List<PolicyFile> tests) {
  PackFolder {
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }

  static PackFolder read(Path folder) throws IOException, NoPackException {
    var inner = folder.resolve("approval");
    var pack = Files.isDirectory(inner) ? inner : folder;
    if (!Files.isDirectory(pack)) {
      throw new NoPackException(folder + " is no folder");
    }
    var rules = files(pack, folder);
    if (rules.isEmpty()) {
      throw new NoPackException("there are no rules (*.yaml) in " + pack);
    }
    var tests = pack.resolve("tests");
    return new PackFolder(rules, Files.isDirectory(tests) ? files(tests, folder) : List.of());
  }

  private static List<PolicyFile> files(Path from, Path shownFrom) throws IOException {
    var found = new ArrayList<PolicyFile>();
    try (var entries = Files.newDirectoryStream(from, "*.{yaml,yml}")) {
      for (var entry : entries) {
        found.add(new PolicyFile(shownFrom.relativize(entry).toString(), Files.readString(entry)));
      }
    }
    found.sort((a, b) -> a.name().compareTo(b.name()));
    return found;
  }
}
