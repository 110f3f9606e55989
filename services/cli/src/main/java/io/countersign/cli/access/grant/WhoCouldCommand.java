package io.countersign.cli.access.grant;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code access who-could}: who held a right over something, and by whose word. */
@Command(
    name = "who-could",
    description = "Lists who could do something to an entity, at any time, and by whose word.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign access who-could approve service/production/checkout",
      "  countersign access who-could stop service/production/checkout --at 2026-11-27T01:00:00Z"
    })
public final class WhoCouldCommand extends ListCommand {
  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description =
          "One of: read, respond, approve, command, stop, halt, release, keep-calendar,"
              + " open-calendar, promote, demote, break-glass, review, administer, write-policy,"
              + " edit-catalog.")
  private String action = "";

  @Parameters(index = "1", paramLabel = "ENTITY", description = "kind/environment/name.")
  private String entity = "";

  @Option(names = "--action-class", paramLabel = "CLASS", description = "Of what would be done.")
  private String actionClass = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When; else now. Of a time to come: as far as it's on record now.")
  private String at = "";

  public WhoCouldCommand(CliContext context) {
    super(
        context,
        "/api/v1/access/who-could",
        "Nobody.",
        Column.of("WHO", "/name"),
        Column.text("FOR", "/onBehalfOf"),
        Column.text("GRANT", "/scope"),
        Column.text("GROUP", "/group"),
        Column.time("SINCE", "/givenAt"),
        Column.text("BY", "/givenBy"),
        Column.text("CONFIRMED BY", "/confirmedBy"),
        Column.text("MEMBER BY", "/memberBy"));
  }

  @Override
  protected void remark(JsonNode page) {
    context.warn(page);
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("action", action, "entity", entity, "actionClass", actionClass, "at", at);
  }
}
