package io.countersign.policies.runbook;

import io.countersign.domain.planning.Runbook;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyYaml;
import io.countersign.policies.engine.ShippedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The runbooks that the product comes with, and those that its users add. */
public final class RunbookLibrary {
  private static final List<String> SHIPPED =
      List.of(
          "restart-a-process.yaml",
          "roll-back-a-release.yaml",
          "scale-out.yaml",
          "start-a-process.yaml");

  private RunbookLibrary() {}

  /** Sorted by id. */
  public static List<Runbook> shipped() {
    return RunbookCompiler.compile(shippedFiles()).orThrow();
  }

  /** Their texts. */
  public static List<PolicyFile> shippedFiles() {
    return ShippedFiles.read("runbooks", SHIPPED);
  }

  /**
   * Every {@code *.yaml} of a directory, sorted by name.
   *
   * @throws IOException when the directory or one of its files can't be read
   */
  public static List<PolicyFile> directory(Path directory) throws IOException {
    var files = new ArrayList<PolicyFile>();
    try (var paths = Files.newDirectoryStream(directory, "*.yaml")) {
      for (var path : paths) {
        files.add(file(path));
      }
    }
    files.sort(Comparator.comparing(PolicyFile::name));
    return files;
  }

  private static PolicyFile file(Path path) throws IOException {
    // One more than is allowed is enough for the compiler to refuse it, however large it is.
    try (var in = Files.newInputStream(path)) {
      var bytes = in.readNBytes(4 * PolicyYaml.MAX_LENGTH + 1);
      var text = new String(bytes, StandardCharsets.UTF_8);
      return new PolicyFile(String.valueOf(path.getFileName()), text);
    }
  }
}
