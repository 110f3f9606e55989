package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code resume}: turns the kill switch off. */
@Command(
    name = "resume",
    description = {
      "Lets approved plans be executed again; administrators only.",
      "",
      "Once there are two administrators it waits for a second person: another administrator, an"
          + " approver or a commander."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign resume --reason 'audit in progress'"})
public final class ResumeCommand extends KillSwitchCommand {
  public ResumeCommand(CliContext context) {
    super(context, false, "Resumed: approved plans may be executed again.");
  }
}
