package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code user revoke}: takes roles from a person. */
@Command(
    name = "revoke",
    description = "Takes roles from a person.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user revoke anna --role commander"})
public final class UserRevokeCommand extends UserRolesCommand {
  public UserRevokeCommand(CliContext context) {
    super(context, "revoke", "Took back");
  }
}
