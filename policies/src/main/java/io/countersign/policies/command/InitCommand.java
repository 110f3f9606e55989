package io.countersign.policies.command;

import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.suite.PolicySuites;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the shipped rules with their tests, to begin from. */
@Command(name = "init", header = "Writes the shipped rules and their tests into a folder.")
final class InitCommand implements Callable<Integer> {
  private final PrintStream progress;

  @Parameters(paramLabel = "DIR", description = "The folder; files that are there stay.")
  private Path folder = Path.of(".");

  InitCommand(PrintStream progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() throws IOException {
    int written =
        write(folder.resolve("approval"), RuleSet.shippedFiles())
            + write(folder.resolve("approval/tests"), PolicySuites.shippedFiles());
    progress.println(written + " files written below " + folder);
    return 0;
  }

  private static int write(Path into, List<PolicyFile> files) throws IOException {
    Files.createDirectories(into);
    int written = 0;
    for (var file : files) {
      var path = into.resolve(file.name());
      if (!Files.exists(path)) {
        Files.writeString(path, file.text(), StandardOpenOption.CREATE_NEW);
        written++;
      }
    }
    return written;
  }
}
