package io.countersign.cli.command;

import picocli.CommandLine.Option;

/** The option {@code --reason}, where one is required. */
public final class ReasonOption {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the record.")
  private String text = "";

  public String text() {
    return text;
  }
}
