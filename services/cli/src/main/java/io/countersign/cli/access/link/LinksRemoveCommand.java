package io.countersign.cli.access.link;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code links remove}: an account is somebody's no longer. */
@Command(
    name = "remove",
    description = {
      "Says that an account is yours no longer; at once, whatever it asks for counts for nothing.",
      "",
      "Administrators may do so for somebody else, with --user."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign links remove lnk_0123456789abcdef0123"})
final class LinksRemoveCommand extends ServerCommand {
  @Mixin private final LinkHolder holder = new LinkHolder();

  @Parameters(paramLabel = "ID", description = "The link's id (countersign links list).")
  private String link = "";

  LinksRemoveCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return done(server.delete(holder.path() + "/" + ServerApi.part(link)), "Removed " + link + ".");
  }
}
