package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code halts}: what is halted. */
@Command(
    name = "halts",
    description = "Lists what is halted, since when and why; with no bounds it's everything.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign halts"})
public final class HaltsCommand extends ListCommand {
  public HaltsCommand(CliContext context) {
    super(
        context,
        "/api/v1/halts",
        "Nothing is halted.",
        Column.of("WHERE", "/where"),
        Column.time("SINCE", "/at"),
        Column.text("BY", "/byName"),
        Column.text("REASON", "/reason"));
  }
}
