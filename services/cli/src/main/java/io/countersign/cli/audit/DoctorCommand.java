package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code doctor}: the checks of every dependency and connection. */
@Command(
    name = "doctor",
    description = "Checks every dependency and connection; says what to do where one fails.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign doctor", "  until countersign doctor; do sleep 1; done"})
public final class DoctorCommand extends ServerCommand {
  public DoctorCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer = server.get("/api/v1/doctor", Map.of());
    print(answer, () -> lines(answer));
    return answer.path("ok").asBoolean(false) ? ExitCode.OK : ExitCode.FAILED;
  }

  private static List<String> lines(JsonNode answer) {
    return StreamSupport.stream(answer.path("checks").spliterator(), false)
        .flatMap(DoctorCommand::check)
        .toList();
  }

  private static Stream<String> check(JsonNode check) {
    var line =
        word(check) + JsonAnswers.at(check, "/name") + "  " + JsonAnswers.at(check, "/detail");
    var advice = JsonAnswers.at(check, "/advice");
    return advice.isEmpty() ? Stream.of(line) : Stream.of(line, "      do: " + advice);
  }

  private static String word(JsonNode check) {
    if (!check.path("ok").asBoolean(false)) {
      return "FAILS ";
    }
    return JsonAnswers.at(check, "/level").equals("DEGRADED") ? "warns " : "ok    ";
  }
}
