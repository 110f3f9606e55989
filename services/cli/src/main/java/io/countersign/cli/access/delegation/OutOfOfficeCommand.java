package io.countersign.cli.access.delegation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code out-of-office}: your approvals don't count, your deputy's do. */
@Command(
    name = "out-of-office",
    description = "Says that you are away: your approvals don't count, your deputy decides.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign out-of-office --until 2026-03-01T08:00:00Z --deputy ben"})
public final class OutOfOfficeCommand extends ServerCommand {
  @Option(
      names = "--deputy",
      paramLabel = "NAME",
      required = true,
      description = "Who decides meanwhile: their login name.")
  private String deputy = "";

  @Mixin private final DelegationRequest request = new DelegationRequest();

  public OutOfOfficeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer = server.post("/api/v1/delegations", request.body(deputy, true));
    return done(answer, "You are out of office; " + deputy + " decides.");
  }
}
