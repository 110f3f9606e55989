package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code halt}: turns the kill switch on. */
@Command(
    name = "halt",
    description = "Stops all execution at once (the kill switch); administrators only.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign halt --reason 'audit in progress'"})
public final class HaltCommand extends KillSwitchCommand {
  public HaltCommand(CliContext context) {
    super(context, true, "Halted: nothing is executed until `countersign resume`.");
  }
}
