package io.countersign.cli.ticketing;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** A command about one linked ticket. */
abstract class TicketLinkCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "SYSTEM", description = "The connection's name.")
  private String system = "";

  @Parameters(index = "1", paramLabel = "ID", description = "The incident or the remediation.")
  private String holder = "";

  private final String verb;

  /**
   * @param verb as the API calls it
   */
  TicketLinkCommand(CliContext context, String verb) {
    super(context);
    this.verb = verb;
  }

  /** What else is sent. */
  Map<String, String> body() {
    return Map.of();
  }

  @Override
  protected final int run(ServerApi server) {
    var path = "/api/v1/sync/" + ServerApi.part(system) + "/" + ServerApi.part(holder);
    var answer = server.post(path + "/" + verb, body());
    print(answer, () -> List.of(verb + ": " + JsonAnswers.at(answer, "/outcome")));
    return ExitCode.OK;
  }
}
