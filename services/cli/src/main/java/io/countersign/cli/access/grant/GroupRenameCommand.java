package io.countersign.cli.access.grant;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code group rename}: calls a group otherwise. */
@Command(
    name = "rename",
    description = "Gives a group another title; nothing else is changed by it.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign group rename dba 'Data platform'"})
public final class GroupRenameCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "TITLE", description = "What people call it from now on.")
  private String title = "";

  public GroupRenameCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return done(
        server.put("/api/v1/groups/" + ServerApi.part(name), Map.of("title", title)),
        name + " is called " + title + ".");
  }
}
