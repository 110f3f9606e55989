package io.countersign.cli.access.identity;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code user identity remove}: takes an address from somebody. */
@Command(
    name = "remove",
    description = "Says that an address in another system isn't this person's any more.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user identity remove anna git=anna@example.org"})
final class IdentityRemoveCommand extends ServerCommand {
  @Mixin private final IdentityParameters of = new IdentityParameters();

  IdentityRemoveCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var wanted = of.address().toLowerCase(Locale.ROOT);
    for (var item : server.get(of.path(), Map.of()).path("items")) {
      if (JsonAnswers.at(item, "/address").equals(wanted)) {
        var path = of.path() + "/" + ServerApi.part(JsonAnswers.at(item, "/identity"));
        return done(server.delete(path), of.identity + " isn't " + of.name + "'s.");
      }
    }
    context.say(of.name + " has no such identity.");
    return ExitCode.FAILED;
  }
}
