package io.countersign.cli.alert;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.ArrayList;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The command {@code silences}: the silences of the alerts' sources themselves. */
@Command(
    name = "silences",
    description = "Lists the silences of the configured Alertmanagers, as they are now.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign silences",
      "  countersign silences --entity service/production/orders"
    })
public final class SilencesCommand extends ListCommand {

  @Option(
      names = "--entity",
      paramLabel = "ENTITY",
      description = "Only those under which alerts about this entity would stay silent.")
  private String entity = "";

  public SilencesCommand(CliContext context) {
    super(
        context,
        "/api/v1/silences",
        "Nothing is known to be silenced.",
        Column.of("SOURCE", "/source"),
        Column.of("STATE", "/state"),
        Column.time("UNTIL", "/endsAt"),
        new Column("MATCHERS", true, (item, _) -> matchers(item)),
        Column.text("BY", "/createdBy"),
        Column.text("COMMENT", "/comment"));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("entity", entity);
  }

  private static String matchers(JsonNode silence) {
    var texts = new ArrayList<String>();
    for (var matcher : silence.path("matchers")) {
      texts.add(JsonAnswers.at(matcher, "/text"));
    }
    return String.join(" ", texts);
  }

  /** Silence about a source isn't the absence of silences. */
  @Override
  protected void remark(JsonNode page) {
    if (page.path("sources").isEmpty() && page.has("sources")) {
      context.say("No Alertmanager is configured in `silences`, so nobody was asked.");
    }
    for (var gap : page.path("gaps")) {
      context.say(
          JsonAnswers.at(gap, "/source") + " didn't answer: " + JsonAnswers.at(gap, "/detail"));
    }
  }
}
