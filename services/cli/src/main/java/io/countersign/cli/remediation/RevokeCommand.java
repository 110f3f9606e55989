package io.countersign.cli.remediation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an approval of yours back. */
@Command(
    name = "revoke",
    description = "Takes an approval of yours back.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign revoke rem_ID --reason 'the release is needed'"})
public final class RevokeCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  @Option(
      names = "--plan",
      paramLabel = "DIGEST",
      description = "The plan's digest as you saw it; without it, the one that waits now.")
  private String plan = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the record.")
  private String reason = "";

  public RevokeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var decision = new DecisionRequest(server, id);
    var digest = plan.isEmpty() ? decision.waiting() : plan;
    return done(decision.send("revoke", digest, reason), "Revoked your approval of " + id + ".");
  }
}
