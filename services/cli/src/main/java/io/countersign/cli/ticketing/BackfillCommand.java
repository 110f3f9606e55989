package io.countersign.cli.ticketing;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code sync backfill}: everything that changed there since is looked at again. */
@Command(
    name = "backfill",
    description = "Looks again at every linked ticket that was changed in a system since then.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign sync backfill jira --since 2026-03-02T10:00:00Z --dry-run"})
public final class BackfillCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "SYSTEM", description = "The connection's name.")
  private String system = "";

  @Option(
      names = "--since",
      required = true,
      paramLabel = "INSTANT",
      description = "Such as 2026-03-02T10:00:00Z.")
  private String since = "";

  @Option(names = "--dry-run", description = "Only counts.")
  private boolean dryRun;

  public BackfillCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var query = "?since=" + URLEncoder.encode(since, StandardCharsets.UTF_8) + "&dryRun=" + dryRun;
    var path = "/api/v1/sync/" + ServerApi.part(system) + "/backfill";
    var answer = server.post(path + query, Map.of());
    var said = dryRun ? " would be looked at again" : " are looked at again";
    print(answer, () -> List.of(JsonAnswers.at(answer, "/tickets") + " linked tickets" + said));
    return ExitCode.OK;
  }
}
