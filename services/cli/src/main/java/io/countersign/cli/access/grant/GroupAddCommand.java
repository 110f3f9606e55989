package io.countersign.cli.access.grant;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code group add}: makes somebody a member. */
@Command(
    name = "add",
    description = "Makes somebody a member, who gets what the group holds; takes two persons.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign group add dba anna"})
public final class GroupAddCommand extends SecondPersonCommand {
  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Parameters(index = "1", paramLabel = "USER", description = "A login name or a token's name.")
  private String member = "";

  public GroupAddCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/groups/" + ServerApi.part(group) + "/members";
    var answer = server.post(path, Map.of("principal", member));
    return handedOver(server, answer, member + " is in " + group + ".");
  }
}
