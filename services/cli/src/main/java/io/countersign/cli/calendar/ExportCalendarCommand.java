package io.countersign.cli.calendar;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code calendar export}: a calendar as a file of iCalendar. */
@Command(
    name = "export",
    description = "Writes a calendar as iCalendar, which other programs open and import reads.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign calendar export payments-nights > payments-nights.ics"})
public final class ExportCalendarCommand extends ServerCommand {
  @Parameters(paramLabel = "NAME", description = "The calendar's, as `calendar show` has it.")
  private String name = "";

  public ExportCalendarCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/calendars/" + ServerApi.part(name) + ".ics";
    context.terminal().out().print(server.text(path, "text/calendar"));
    context.terminal().out().flush();
    return ExitCode.OK;
  }
}
