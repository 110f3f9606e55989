package io.countersign.cli.access.delegation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code delegate}: lets somebody else decide for you. */
@Command(
    name = "delegate",
    description = {
      "Lets somebody else decide on plans for you, for a while.",
      "",
      "They decide by your right, which the record shows. What you may not approve they may not"
          + " either. What was delegated to you can't be passed on."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign delegate ben --until 2026-03-01T08:00:00Z",
      "  countersign delegate ben --until 2026-03-01T08:00:00Z --scope environment=eu-1"
    })
public final class DelegateCommand extends ServerCommand {
  @Parameters(paramLabel = "TO", description = "Their login name.")
  private String to = "";

  @Mixin private final DelegationRequest request = new DelegationRequest();

  public DelegateCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer = server.post("/api/v1/delegations", request.body(to, false));
    return done(answer, to + " decides for you.");
  }
}
