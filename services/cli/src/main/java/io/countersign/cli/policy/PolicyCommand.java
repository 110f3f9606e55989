package io.countersign.cli.policy;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code policy}: a group for the rules and runbooks that everybody goes by. */
@Command(
    name = "policy",
    description = "Shows and changes the policies in force; one author proposes, another approves.",
    footerHeading = "%nWithout a server:%n",
    footer = {
      "  countersign policy init DIR   the shipped rules and their tests, to begin from",
      "  countersign policy test DIR   runs the tests that lie beside rules",
      "  countersign policy lint DIR   looks for what is doubtful about rules"
    })
public final class PolicyCommand extends CommandGroup {
  static final String BUNDLES = "/api/v1/policy/bundles";

  private PolicyCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand("explain", new ExplainPolicyCommand(context))
        .addSubcommand("list", new PolicyListCommand(context))
        .addSubcommand("show", new PolicyShowCommand(context))
        .addSubcommand("replay", new PolicyReplayCommand(context))
        .addSubcommand("propose", new PolicyProposeCommand(context))
        .addSubcommand("approve", new PolicyApproveCommand(context))
        .addSubcommand("deny", new PolicyDenyCommand(context))
        .addSubcommand("withdraw", new PolicyWithdrawCommand(context));
  }
}
