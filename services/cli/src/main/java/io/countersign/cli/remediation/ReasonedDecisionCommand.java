package io.countersign.cli.remediation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that decides on a plan and needs a reason for it. */
abstract class ReasonedDecisionCommand extends ServerCommand {
  private final String decision;
  private final String message;

  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  @Option(
      names = "--plan",
      paramLabel = "DIGEST",
      description = "The plan's digest as you saw it; without it, the one that waits now.")
  private String plan = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  /**
   * @param decision as the API calls it: {@code deny} or {@code revoke}
   * @param message that goes before the id when it's done
   */
  ReasonedDecisionCommand(CliContext context, String decision, String message) {
    super(context);
    this.decision = decision;
    this.message = message;
  }

  @Override
  protected int run(ServerApi server) {
    var request = new DecisionRequest(server, id);
    var digest = plan.isEmpty() ? request.waitingDigest() : plan;
    return done(request.send(decision, digest, reason.text()), message + " " + id + ".");
  }
}
