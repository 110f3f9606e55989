package io.countersign.cli.audit;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code dead-letters drop}. */
@Command(
    name = "drop",
    description = "Drops a dead letter: what it was about is not done any more.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign dead-letters drop poke-incident-loops 4711"})
public final class DropDeadLetterCommand extends TreatDeadLetterCommand {
  public DropDeadLetterCommand(CliContext context) {
    super(context, "drop");
  }
}
