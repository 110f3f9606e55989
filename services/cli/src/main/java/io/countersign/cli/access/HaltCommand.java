package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code halt}: turns the kill switch on. */
@Command(
    name = "halt",
    description = {
      "Stops execution at once (the kill switch): all of it, or of the named part.",
      "",
      "All of it for administrators only; a part also for operators and commanders of that part."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign halt --reason 'audit in progress'",
      "  countersign halt --team payments --action restart --reason 'restarts make it worse'"
    })
public final class HaltCommand extends KillSwitchCommand {
  public HaltCommand(CliContext context) {
    super(context, true);
  }

  @Override
  protected String success(ScopeOptions scope) {
    return "Halted: nothing is executed there until `countersign resume" + scope.inWords() + "`.";
  }
}
