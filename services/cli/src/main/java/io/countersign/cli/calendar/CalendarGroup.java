package io.countersign.cli.calendar;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code calendar}: a group for windows, blackouts and freezes. */
@Command(
    name = "calendar",
    description = {
      "Says when work may begin: maintenance windows, blackouts and freezes.",
      "Closing holds at once; whatever opens more than before takes a second person."
    })
public final class CalendarGroup extends CommandGroup {
  private CalendarGroup() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new CalendarGroup())
        .addSubcommand("show", new ShowCalendarsCommand(context))
        .addSubcommand("state", new WindowStateCommand(context))
        .addSubcommand("add", new AddCalendarCommand(context))
        .addSubcommand("import", new ImportCalendarCommand(context))
        .addSubcommand("export", new ExportCalendarCommand(context))
        .addSubcommand("freeze", new FreezeCommand(context))
        .addSubcommand("lift", new LiftCommand(context));
  }
}
