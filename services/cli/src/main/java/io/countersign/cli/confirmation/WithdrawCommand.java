package io.countersign.cli.confirmation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code withdraw}: a change isn't to be made after all. */
@Command(
    name = "withdraw",
    description = "Withdraws a change that you proposed, or declines one that you could confirm.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign withdraw cnf_ID"})
public final class WithdrawCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The confirmation's id.")
  private String id = "";

  public WithdrawCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path =
        "/api/v1/confirmations/" + ServerApi.part(IdKind.CONFIRMATION.checked(id)) + "/withdraw";
    return done(server.post(path, Map.of()), "Withdrew " + id + ".");
  }
}
