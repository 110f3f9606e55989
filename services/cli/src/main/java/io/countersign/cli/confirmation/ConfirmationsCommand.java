package io.countersign.cli.confirmation;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code confirmations}: the changes that wait for a second person. */
@Command(
    name = "confirmations",
    description = "Lists the changes that wait for a second person.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign confirmations",
      "  countersign confirm cnf_ID        shows the change and asks"
    })
public final class ConfirmationsCommand extends ListCommand {
  @Option(names = "--past", description = "Also those that are over, latest first.")
  private boolean past;

  public ConfirmationsCommand(CliContext context) {
    super(
        context,
        "/api/v1/confirmations",
        "Nothing waits for a second person.",
        Column.of("ID", "/id"),
        Column.of("STATE", "/state"),
        Column.time("EXPIRES", "/expiresAt"),
        Column.text("PROPOSED BY", "/proposerName"),
        Column.text("ADOPTED BY", "/adopterName"),
        Column.text("CONFIRMED BY", "/confirmerName"),
        Column.text("MAY CONFIRM", "/mayConfirm"),
        Column.text("CHANGE", "/lines"));
  }

  @Override
  protected Map<String, String> filter() {
    return past ? Map.of("past", "true") : Map.of();
  }
}
