package io.countersign.cli.alert;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code mutes}: the mutes that people set here. */
@Command(
    name = "mutes",
    description = {
      "Lists what people have muted here, newest first.",
      "What a source of alerts silences by itself is listed by `silences`."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign mutes", "  countersign mutes --state all -o jsonl"})
public final class MutesCommand extends ListCommand {

  @Option(names = "--state", paramLabel = "STATE", description = "active (default), lifted or all.")
  private String state = "active";

  public MutesCommand(CliContext context) {
    super(
        context,
        "/api/v1/mutes",
        "Nothing is muted.",
        Column.of("ID", "/id"),
        Column.of("STATE", "/state"),
        Column.time("UNTIL", "/until"),
        Column.text("ENTITY", "/entity"),
        Column.text("ALERT", "/alert"),
        Column.of("FIRING", "/firing"),
        Column.text("BY", "/mutedBy"),
        Column.text("REASON", "/reason"));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("state", state);
  }
}
