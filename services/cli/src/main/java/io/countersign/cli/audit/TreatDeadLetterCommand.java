package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** A command that settles one dead letter. */
abstract class TreatDeadLetterCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "AUTOMATION", description = "Which one failed.")
  private String automation = "";

  @Parameters(index = "1", paramLabel = "POSITION", description = "The event's position.")
  private long position;

  private final String treatment;

  /**
   * @param treatment as the API calls it
   */
  TreatDeadLetterCommand(CliContext context, String treatment) {
    super(context);
    this.treatment = treatment;
  }

  @Override
  protected final int run(ServerApi server) {
    var path = "/api/v1/dead-letters/" + ServerApi.part(automation) + "/" + position;
    var answer = server.post(path + "/" + treatment, Map.of());
    var failure = JsonAnswers.at(answer, "/failure");
    print(
        answer,
        () ->
            List.of(
                JsonAnswers.at(answer, "/outcome") + (failure.isEmpty() ? "" : ": ") + failure));
    return failure.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
