package io.countersign.cli.ticketing;

import io.countersign.cli.command.CliContext;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code sync settle}: whose value of a field counts that both sides changed. */
@Command(
    name = "settle",
    description = "Says whose value counts of a field that both sides changed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign sync settle jira inc_0123456789abcdef --field assignee --winner theirs"
    })
public final class SettleConflictCommand extends TicketLinkCommand {
  @Option(names = "--field", required = true, paramLabel = "FIELD", description = "Which one.")
  private String field = "";

  @Option(names = "--winner", required = true, paramLabel = "SIDE", description = "ours or theirs.")
  private String winner = "";

  public SettleConflictCommand(CliContext context) {
    super(context, "settle");
  }

  @Override
  Map<String, String> body() {
    return Map.of("field", field, "winner", winner);
  }
}
