package io.countersign.cli.access.identity;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code user identity add}: says that an address is somebody's. */
@Command(
    name = "add",
    description = "Says that an address in another system is this person's.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user identity add anna git=anna@example.org"})
final class IdentityAddCommand extends ServerCommand {
  @Mixin private final IdentityParameters of = new IdentityParameters();

  IdentityAddCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer = server.post(of.path(), Map.of("address", of.address()));
    return done(answer, of.identity + " is " + of.name + "'s.");
  }
}
