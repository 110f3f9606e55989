package io.countersign.cli.conversation;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.util.HashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code slack manifest}: what Slack makes the app from. */
@Command(
    name = "manifest",
    description = {
      "Writes the manifest from which Slack makes the app, with its scopes and addresses.",
      "",
      "With --url Slack posts to this server; with --socket the server connects outward to Slack."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign slack manifest --url https://countersign.example.org",
      "  countersign slack manifest --socket"
    })
final class SlackManifestCommand extends ServerCommand {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The https address under which Slack reaches this server.")
  private String url = "";

  @Option(names = "--socket", description = "By Socket Mode: no address is needed.")
  private boolean socket;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the app is called in the workspace (default: Countersign).")
  private String name = "";

  SlackManifestCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    if (url.isEmpty() != socket) {
      throw new MisuseException("Say --url URL, or --socket.");
    }
    var query = new HashMap<String, String>();
    query.put("mode", socket ? "socket" : "http");
    if (!url.isEmpty()) {
      query.put("url", url);
    }
    if (!name.isEmpty()) {
      query.put("name", name);
    }
    context
        .terminal()
        .out()
        .println(JsonAnswers.pretty(server.get("/api/v1/slack/manifest", query)));
    return ExitCode.OK;
  }
}
