package io.countersign.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code countersign}: work on incidents and approvals from a terminal. */
@Command(name = "countersign", mixinStandardHelpOptions = true)
public final class Countersign {

  /** Runs one command; its exit code is the process's. */
  public static void main(String... arguments) {
    System.exit(new CommandLine(new Countersign()).execute(arguments));
  }
}
