package io.countersign.cli.command;

import io.countersign.cli.api.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others: alone it shows, as a misuse, which there are. */
@Command(mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
public abstract class CommandGroup implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() {
    var line = spec.commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }
}
