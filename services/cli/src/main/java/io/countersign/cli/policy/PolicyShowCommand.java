package io.countersign.cli.policy;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import io.countersign.cli.terminal.SafeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code policy show}: one bundle, what it changes, or its files. */
@Command(
    name = "show",
    description = "Shows a bundle: who proposed it and who agreed, what it changes, or its files.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign policy show in-force",
      "  countersign policy show pol_ID --diff",
      "  countersign policy show pol_ID --replay     what would have been decided otherwise",
      "  countersign policy show in-force --into policies   writes its files, to be edited"
    })
final class PolicyShowCommand extends ServerCommand {
  private static final String MOST_AT_ONCE = "500";

  @Parameters(
      paramLabel = "ID",
      description = "The bundle's id; in-force for the one that is (the default).",
      defaultValue = "in-force")
  private String id = "";

  @Option(names = "--diff", description = "What it changes, line by line.")
  private boolean diff;

  @Option(
      names = "--replay",
      description =
          "Each decision on record that it would have made otherwise, as it was proposed.")
  private boolean replay;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "Writes its files into a directory that isn't there yet, or is empty.")
  private String into = "";

  PolicyShowCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = PolicyCommand.BUNDLES + "/" + ServerApi.part(id);
    var bundle = server.get(path, Map.of());
    if (!into.isEmpty()) {
      var files = PolicyFolder.files(server.get(path + "/files", Map.of()));
      PolicyFolder.write(files, Path.of(into));
      context.say("Wrote " + files.size() + " files into " + SafeText.clean(into) + ".");
      return ExitCode.OK;
    }
    if (replay) {
      var flips = JsonAnswers.tree(Map.of("flips", flips(server, path + "/replay"))).path("flips");
      print(flips, () -> ReplayLines.flips(flips, context));
      return ExitCode.OK;
    }
    print(bundle, () -> PolicyCard.lines(bundle, context.times()));
    if (diff) {
      BundleDifference.of(server, bundle).forEach(context.terminal().out()::println);
    }
    return ExitCode.OK;
  }

  private static List<JsonNode> flips(ServerApi server, String path) {
    var flips = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page = server.get(path, Map.of("cursor", cursor, "limit", MOST_AT_ONCE));
      page.path("items").forEach(flips::add);
      cursor = page.path("next").asString("");
    } while (!cursor.isEmpty());
    return flips;
  }
}
