package io.countersign.cli.audit;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code audit}: the recorded events in their one order. */
@Command(
    name = "audit",
    description = {
      "Lists recorded events: who did what, when and by which way.",
      "Its commands take proofs of them away, for who doesn't trust this server."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign audit --newest --limit 20",
      "  countersign audit --aggregate rem_ID",
      "  countersign audit --type remediation.approval-granted --from 2026-01-01T00:00:00Z",
      "  countersign audit --all -o jsonl > record.jsonl",
      "  countersign audit proof 120"
    })
public final class AuditCommand extends ListCommand {

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "Only events of this name, such as incident.opened.")
  private String type = "";

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      description = "Only what this person or service did, by name or id.")
  private String actor = "";

  @Option(
      names = "--aggregate",
      paramLabel = "ID",
      description = "Only what happened to this incident, remediation or alert.")
  private String aggregate = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From this instant on (ISO 8601, UTC).")
  private String from = "";

  @Option(names = "--to", paramLabel = "TIME", description = "Until this instant.")
  private String to = "";

  @Option(names = "--newest", description = "Begins with the newest; else with the oldest.")
  private boolean newest;

  private AuditCommand(CliContext context) {
    super(
        context,
        "/api/v1/audit/events",
        "No event.",
        Column.of("POSITION", "/position"),
        Column.time("AT", "/at"),
        Column.of("TYPE", "/type"),
        new Column("BY", true, (it, _) -> JsonAnswers.either(it, "/actorName", "/actor")),
        Column.of("VIA", "/via"),
        Column.text("AGGREGATE", "/aggregate"),
        Column.text("WHAT", "/summary"));
  }

  /** The list, and what is taken away of it. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new AuditCommand(context))
        .addSubcommand("proof", new AuditProofCommand(context))
        .addSubcommand("checkpoint", new AuditCheckpointCommand(context))
        .addSubcommand("consistency", new AuditConsistencyCommand(context))
        .addSubcommand("export", new AuditExportCommand(context))
        .addSubcommand("key", new AuditKeyCommand(context));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of(
        "type", type,
        "actor", actor,
        "aggregate", aggregate,
        "from", from,
        "to", to,
        "order", newest ? "desc" : "");
  }
}
