package io.countersign.policies.command;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.engine.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of rules, with their tests in its folder {@code tests}; or the folder of a bundle, which
 * holds such a folder by the name {@code approval}.
 *
 * @param rules sorted by name
 * @param tests sorted by name
 * @param bundle all that {@code countersign policy propose} would send; null for rules alone
 */
record PackFolder(List<PolicyFile> rules, List<PolicyFile> tests, @Nullable BundleContent bundle) {
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
    return new PackFolder(
        rules,
        Files.isDirectory(tests) ? files(tests, folder) : List.of(),
        pack.equals(inner) ? bundle(folder) : null);
  }

  /** What has the wrong ending is there as well: it's told that nothing reads it. */
  private static BundleContent bundle(Path folder) throws IOException, NoPackException {
    var files = new ArrayList<BundleContent.File>();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(it -> it.toString().matches(".*\\.ya?ml")).toList()) {
        var name = folder.relativize(path).toString().replace('\\', '/');
        files.add(new BundleContent.File(name, Files.readString(path)));
      }
      if (BundleCompiler.hasTooManyRules(files.stream().map(BundleContent.File::name).toList())) {
        throw new NoPackException(RefusalCode.POLICY_BUNDLE_TOO_LARGE.meaning());
      }
      return new BundleContent(files);
    } catch (IllegalArgumentException e) {
      throw new NoPackException(folder + ": " + e.getMessage());
    }
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
