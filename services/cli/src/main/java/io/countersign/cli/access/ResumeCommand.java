package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code resume}: turns the kill switch off. */
@Command(
    name = "resume",
    description = {
      "Lets approved plans be executed again: the halt that was made with the same bounds ends.",
      "",
      "For who may make such a halt; `countersign halts` shows those that there are.",
      "",
      "Once there are two administrators it waits for a second person: another administrator, an"
          + " approver or a commander."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign resume --reason 'the audit is over'",
      "  countersign resume --team payments --action restart --reason 'mended'"
    })
public final class ResumeCommand extends KillSwitchCommand {
  public ResumeCommand(CliContext context) {
    super(context, false, "Resumed: approved plans may be executed there again.");
  }
}
