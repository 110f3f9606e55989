package io.countersign.cli.access.grant;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code group create}: makes a group. */
@Command(
    name = "create",
    description = "Makes a group; its name is for good.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign group create dba --title 'Database administrators'"})
public final class GroupCreateCommand extends ServerCommand {
  @Parameters(
      paramLabel = "GROUP",
      description = "Lower-case letters, digits and hyphens; policy and grants go by it.")
  private String name = "";

  @Option(names = "--title", paramLabel = "TEXT", description = "What people call it.")
  private String title = "";

  public GroupCreateCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return done(
        server.post("/api/v1/groups", Map.of("name", name, "title", title)),
        "Made the group " + name + ".");
  }
}
