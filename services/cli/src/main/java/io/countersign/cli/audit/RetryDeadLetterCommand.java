package io.countersign.cli.audit;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code dead-letters retry}. */
@Command(
    name = "retry",
    description =
        "Tells an automation once more what it failed at; if it takes it, the letter is gone.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign dead-letters retry poke-incident-loops 4711"})
public final class RetryDeadLetterCommand extends TreatDeadLetterCommand {
  public RetryDeadLetterCommand(CliContext context) {
    super(context, "retry");
  }
}
