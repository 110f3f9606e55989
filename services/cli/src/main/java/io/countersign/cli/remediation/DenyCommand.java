package io.countersign.cli.remediation;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code deny}: denies a plan. */
@Command(
    name = "deny",
    description = "Denies a plan; a reason is needed.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign deny rem_ID --reason 'the release is needed'"})
public final class DenyCommand extends ReasonedDecisionCommand {
  public DenyCommand(CliContext context) {
    super(context, "deny", "Denied");
  }
}
