package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code user grant}: gives a person roles. */
@Command(
    name = "grant",
    description = "Gives a person roles.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user grant anna --role commander"})
public final class UserGrantCommand extends UserRolesCommand {
  public UserGrantCommand(CliContext context) {
    super(context, "grant", "Granted");
  }
}
