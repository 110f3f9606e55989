package io.countersign.cli.policy;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code policy deny}: says no to a bundle, for good. */
@Command(
    name = "deny",
    description = "Says no to a proposed bundle, and why; it can't be approved any more.",
    footerHeading = "%nExamples:%n",
    footer = "  countersign policy deny pol_ID --reason \"nobody is left who may approve\"")
final class PolicyDenyCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The bundle's id.")
  private String id = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  PolicyDenyCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = PolicyCommand.BUNDLES + "/" + ServerApi.part(IdKind.BUNDLE.checked(id));
    return done(server.post(path + "/deny", Map.of("reason", reason.text())), "Denied " + id + ".");
  }
}
