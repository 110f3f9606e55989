package io.countersign.policies.command;

import io.countersign.policies.bundle.OfferedFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the whole bundle that the product comes with, to begin from and to propose. */
@Command(
    name = "init",
    header = "Writes the shipped rules, their tests and the runbooks into a folder.")
final class InitCommand implements Callable<Integer> {
  private final PrintStream progress;

  @Parameters(paramLabel = "DIR", description = "The folder; files that are there stay.")
  private Path folder = Path.of(".");

  InitCommand(PrintStream progress) {
    this.progress = progress;
  }

  @Override
  public Integer call() throws IOException {
    int written = 0;
    for (var file : OfferedFiles.shippedFiles()) {
      written += write(folder.resolve(file.name()), file.text());
    }
    progress.println(written + " files written below " + folder);
    return 0;
  }

  private static int write(Path path, String text) throws IOException {
    if (Files.exists(path)) {
      return 0;
    }
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
    return 1;
  }
}
