package io.countersign.cli.ticketing;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code sync}: a group for tickets of incidents and remediations. */
@Command(
    name = "sync",
    description = "Shows the tickets of incidents and remediations, and settles what is stuck.")
public final class SyncGroup extends CommandGroup {
  private SyncGroup() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new SyncGroup())
        .addSubcommand("status", new SyncStatusCommand(context))
        .addSubcommand("report", new SyncReportCommand(context))
        .addSubcommand("pause", new PauseSyncCommand(context))
        .addSubcommand("retry", new RetrySyncCommand(context))
        .addSubcommand("skip", new SkipSyncCommand(context))
        .addSubcommand("resync", new ResyncCommand(context))
        .addSubcommand("settle", new SettleConflictCommand(context))
        .addSubcommand("backfill", new BackfillCommand(context));
  }
}
