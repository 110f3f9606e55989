package io.countersign.cli.policy;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code policy}: a group for the rules and runbooks that everybody goes by. */
@Command(
    name = "policy",
    description = "Shows and changes the policies in force; one author proposes, another approves.")
public final class PolicyCommand extends CommandGroup {
  static final String BUNDLES = "/api/v1/policy/bundles";

  private PolicyCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand("list", new PolicyListCommand(context))
        .addSubcommand("show", new PolicyShowCommand(context))
        .addSubcommand("replay", new PolicyReplayCommand(context))
        .addSubcommand("propose", new PolicyProposeCommand(context))
        .addSubcommand("approve", new PolicyApproveCommand(context))
        .addSubcommand("deny", new PolicyDenyCommand(context))
        .addSubcommand("withdraw", new PolicyWithdrawCommand(context));
  }
}
