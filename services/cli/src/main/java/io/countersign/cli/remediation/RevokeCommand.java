package io.countersign.cli.remediation;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code revoke}: takes an approval back. */
@Command(
    name = "revoke",
    description = "Takes an approval of yours back.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign revoke rem_ID --reason 'the release is needed'"})
public final class RevokeCommand extends ReasonedDecisionCommand {
  public RevokeCommand(CliContext context) {
    super(context, "revoke", "Revoked your approval of");
  }
}
