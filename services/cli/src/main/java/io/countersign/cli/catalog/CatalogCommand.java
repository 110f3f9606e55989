package io.countersign.cli.catalog;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import io.countersign.cli.confirmation.SecondPerson;
import io.countersign.cli.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The command {@code catalog}: the entities and relations, shown or replaced. */
@Command(
    name = "catalog",
    description = "Shows what there is and what calls what; --apply replaces it by a file.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign catalog",
      "  countersign catalog --apply catalog.yaml",
      "  countersign catalog --from servicenow > catalog.json"
    })
public final class CatalogCommand extends ServerCommand {
  private static final String PATH = "/api/v1/catalog";

  @Option(
      names = "--apply",
      paramLabel = "FILE",
      description = "The whole catalogue, YAML or JSON.")
  private String file = "";

  @Option(
      names = "--from",
      paramLabel = "SYSTEM",
      description = "Print what a connected system says there is, to be looked at and applied.")
  private String source = "";

  public CatalogCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    if (!source.isEmpty()) {
      return read(server);
    }
    return file.isEmpty() ? show(server) : apply(server, Path.of(file));
  }

  private int show(ServerApi server) {
    var catalog = server.get(PATH, Map.of());
    print(catalog, () -> lines(catalog));
    return ExitCode.OK;
  }

  /** As a document that --apply takes; nothing is changed by reading it. */
  private int read(ServerApi server) {
    var answer = server.get(PATH + "/sources/" + ServerApi.part(source), Map.of());
    print(answer.path("catalog"), () -> List.of(answer.path("catalog").toPrettyString()));
    answer.path("passedOver").values().forEach(it -> context.say("Left out: " + it.asString("")));
    return ExitCode.OK;
  }

  private int apply(ServerApi server, Path document) {
    var json = document.toString().endsWith(".json");
    var answer =
        server.put(PATH, Map.of(), json ? "application/json" : "application/yaml", read(document));
    var declared =
        JsonAnswers.at(answer, "/declared") + " declared, " + JsonAnswers.at(answer, "/retired");
    var exit = done(answer, "Applied " + SafeText.clean(file) + ": " + declared + " retired.");
    notTaken(server, answer).forEach(context::say);
    return exit;
  }

  /** What stands in the file and doesn't hold, or not as it seems. */
  private static List<String> notTaken(ServerApi server, JsonNode answer) {
    var lines = new ArrayList<String>();
    long waiting = answer.path("waiting").asLong(0);
    if (waiting > 0) {
      var confirmation = JsonAnswers.at(answer, "/confirmation");
      lines.add(
          waiting
              + " reductions wait for a second person"
              + (confirmation.isEmpty() ? "." : ": " + SecondPerson.wanted(server, confirmation)));
    }
    var undeclared = JsonAnswers.at(answer, "/undeclared");
    if (!undeclared.isEmpty()) {
      lines.add("Relations name what no entry declares: " + undeclared + ".");
    }
    var owners = JsonAnswers.at(answer, "/unnamedOwners");
    if (!owners.isEmpty()) {
      lines.add(
          "Name teams as owners: what looks like a secret or somebody's address isn't recorded, as"
              + " of "
              + owners
              + ".");
    }
    return lines;
  }

  private static byte[] read(Path document) {
    try {
      return Files.readAllBytes(document);
    } catch (IOException _) {
      throw new MisuseException("Can't read " + document + ".");
    }
  }

  private List<String> lines(JsonNode catalog) {
    var lines = new ArrayList<String>();
    lines.addAll(
        table(
            catalog.path("entities"),
            Column.text("ENTITY", "/id"),
            Column.text("OWNER", "/owner"),
            Column.of("TIER", "/tier"),
            Column.of("ENTRY", "/entryPoint")));
    lines.add("");
    lines.addAll(
        table(
            catalog.path("relations"),
            Column.text("FROM", "/from"),
            Column.of("KIND", "/kind"),
            Column.text("TO", "/to")));
    return lines;
  }

  private List<String> table(JsonNode items, Column... columns) {
    int width = context.terminal().width();
    return Column.table(List.of(columns), items, context.times(), width);
  }
}
