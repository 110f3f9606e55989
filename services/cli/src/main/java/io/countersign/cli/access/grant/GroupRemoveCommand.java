package io.countersign.cli.access.grant;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.confirmation.SecondPersonCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code group remove}: takes somebody out of a group. */
@Command(
    name = "remove",
    description =
        "Takes somebody out of a group, at once unless they audit or decide by nothing else.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign group remove dba anna"})
public final class GroupRemoveCommand extends SecondPersonCommand {
  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Parameters(index = "1", paramLabel = "USER", description = "A login name or a token's name.")
  private String member = "";

  public GroupRemoveCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/groups/" + ServerApi.part(group) + "/members/" + ServerApi.part(member);
    return handedOver(server, server.delete(path), member + " isn't in " + group + " any more.");
  }
}
