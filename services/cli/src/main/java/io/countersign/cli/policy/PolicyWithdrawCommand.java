package io.countersign.cli.policy;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code policy withdraw}: takes one's own proposal back. */
@Command(
    name = "withdraw",
    description = "Takes back a bundle that you proposed.",
    footerHeading = "%nExamples:%n",
    footer = "  countersign policy withdraw pol_ID")
final class PolicyWithdrawCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The bundle's id.")
  private String id = "";

  PolicyWithdrawCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = PolicyCommand.BUNDLES + "/" + ServerApi.part(IdKind.BUNDLE.checked(id));
    return done(server.post(path + "/withdraw", Map.of()), "Withdrew " + id + ".");
  }
}
