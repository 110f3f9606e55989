package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import io.countersign.cli.terminal.Wrapping;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code doctor}: the checks of every dependency and connection. */
@Command(
    name = "doctor",
    description = "Checks every dependency and connection; says what to do where one fails.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign doctor", "  until countersign doctor; do sleep 1; done"})
public final class DoctorCommand extends ServerCommand {
  /** In the order in which they are shown. */
  private static final List<String> WORDS = List.of("FAILS", "warns", "ok");

  /** Characters of the first column, and of the second at most. */
  private static final int WORD = 6;

  private static final int MOST = 30;

  public DoctorCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer = server.get("/api/v1/doctor", Map.of());
    print(answer, () -> lines(answer));
    return answer.path("ok").asBoolean(false) ? ExitCode.OK : ExitCode.FAILED;
  }

  /** What fails first, then what is doubtful; the names are aligned. */
  private List<String> lines(JsonNode answer) {
    var checks = answer.path("checks").valueStream().toList();
    int names = checks.stream().mapToInt(it -> name(it).length()).reduce(0, Math::max);
    return checks.stream()
        .sorted(Comparator.comparingInt(it -> WORDS.indexOf(word(it))))
        .flatMap(it -> check(it, Math.min(names, MOST)))
        .toList();
  }

  private Stream<String> check(JsonNode check, int names) {
    int width = context.terminal().width();
    int indent = WORD + names + 2;
    var name = name(check);
    var begin = word(check) + " ".repeat(WORD - word(check).length()) + name;
    var line =
        begin + " ".repeat(Math.max(2, indent - begin.length())) + JsonAnswers.at(check, "/detail");
    var advice = JsonAnswers.at(check, "/advice");
    var lines = Wrapping.lines(line, width, indent).stream();
    return advice.isEmpty()
        ? lines
        : Stream.concat(
            lines,
            Wrapping.lines(" ".repeat(indent) + "do: " + advice, width, indent + 4).stream());
  }

  private static String name(JsonNode check) {
    return (JsonAnswers.at(check, "/kind") + " " + JsonAnswers.at(check, "/name")).strip();
  }

  private static String word(JsonNode check) {
    if (!check.path("ok").asBoolean(false)) {
      return "FAILS";
    }
    return JsonAnswers.at(check, "/level").equals("DEGRADED") ? "warns" : "ok";
  }
}
