package io.countersign.cli.remediation;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code approve}: approves exactly the plan that was shown. */
@Command(
    name = "approve",
    description = {
      "Approves a plan: exactly the one that you saw.",
      "",
      "On a terminal it shows the plan and asks. In a script give the digest of the plan that"
          + " somebody looked at; if the plan is another one by now, nothing is approved (exit 4).",
      "",
      "Conditions narrow what you agree to: they're checked before it starts and before each step."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign approve rem_ID",
      "  countersign approve rem_ID --plan DIGEST --reason 'seen in staging'",
      "  countersign approve rem_ID --only environment=eu-1 --before 23:00"
    })
public final class ApproveCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  @Option(names = "--plan", paramLabel = "DIGEST", description = "The plan's digest as you saw it.")
  private String plan = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the record.")
  private String reason = "";

  @Mixin private final ConditionOptions conditions = new ConditionOptions();

  public ApproveCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var under = conditions.read(ZonedDateTime.now(ZoneId.systemDefault()));
    var decision = new DecisionRequest(server, id);
    var digest = plan.isEmpty() ? digestAgreedTo(server, decision) : plan;
    if (digest.isEmpty()) {
      context.say("Nothing was approved.");
      return ExitCode.FAILED;
    }
    return done(decision.send("approve", digest, reason, under), "Approved " + id + ".");
  }

  /** The digest of the plan that was shown and agreed to; empty when it wasn't. */
  private String digestAgreedTo(ServerApi server, DecisionRequest decision) {
    var terminal = context.terminal();
    if (!terminal.interactive()) {
      throw new MisuseException("Without a terminal, --plan DIGEST must say which plan was seen.");
    }
    var remediation = server.get(decision.path(), Map.of());
    new ApprovalCard(remediation, context.times(), terminal.width()).lines().forEach(context::say);
    if (remediation.hasNonNull("closedAt")) {
      context.say("It is over: nothing waits for a decision. What does: countersign approvals");
      return "";
    }
    var agreed = terminal.ask("Approve exactly this plan? Type yes: ").strip();
    return agreed.equalsIgnoreCase("yes") ? JsonAnswers.at(remediation, "/planDigest") : "";
  }
}
