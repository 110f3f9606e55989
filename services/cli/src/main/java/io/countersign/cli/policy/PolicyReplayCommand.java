package io.countersign.cli.policy;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code policy replay}: what other policies would have said so far. */
@Command(
    name = "replay",
    description = {
      "Decides again what is on record, by other policies: which decisions come out otherwise.",
      "",
      "With neither a directory nor --bundle it's the bundle in force: nothing flips then that was"
          + " decided by it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign policy replay policies",
      "  countersign policy replay policies --fail-on newly-allowed:high"
    })
final class PolicyReplayCommand extends ServerCommand {
  private static final List<String> RISKS = List.of("low", "medium", "high", "critical");
  private static final String NEWLY_ALLOWED = "newly-allowed";

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "With all files of a bundle.")
  private String directory = "";

  @Option(names = "--bundle", paramLabel = "ID", description = "One that was proposed.")
  private String bundle = "";

  @Option(names = "--from", paramLabel = "POSITION", description = "Of the first event.")
  private @Nullable Long from;

  @Option(names = "--to", paramLabel = "POSITION", description = "Of the last event.")
  private @Nullable Long to;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      description =
          "Exit 1 if anything flips: any; or only if what has at least this risk would take fewer"
              + " people or none: newly-allowed:high.")
  private String failOn = "";

  PolicyReplayCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var least = least();
    var asked = new TreeMap<String, Object>();
    if (!directory.isEmpty()) {
      asked.put("files", PolicyFolder.read(Path.of(directory)));
    }
    if (!bundle.isEmpty()) {
      asked.put("bundle", bundle);
    }
    if (from != null) {
      asked.put("from", from);
    }
    if (to != null) {
      asked.put("to", to);
    }
    var answer = server.post("/api/v1/policy/replay", asked);
    print(answer, () -> lines(answer));
    return fails(answer, least) ? ExitCode.FAILED : ExitCode.OK;
  }

  /** The lowest risk that counts; -1 where any flip does, or none. */
  private int least() {
    if (failOn.isEmpty() || failOn.equals("any")) {
      return -1;
    }
    var parts = failOn.split(":", 2);
    int risk = parts.length == 2 ? RISKS.indexOf(parts[1]) : 0;
    if (!parts[0].equals(NEWLY_ALLOWED) || risk < 0) {
      throw new MisuseException("--fail-on takes any, newly-allowed, or newly-allowed:RISK.");
    }
    return risk;
  }

  private boolean fails(JsonNode answer, int least) {
    return least < 0
        ? !failOn.isEmpty() && answer.path("flipped").asInt() > 0
        : isCut(answer)
            || newlyAllowed(answer)
                .anyMatch(it -> RISKS.indexOf(JsonAnswers.at(it, "/risk")) >= least);
  }

  /** What isn't on the list any more may be of any risk. */
  private static boolean isCut(JsonNode answer) {
    return newlyAllowed(answer).count() < answer.path("newlyAllowed").asInt();
  }

  private static Stream<JsonNode> newlyAllowed(JsonNode answer) {
    return answer.path("flips").valueStream().filter(it -> it.path("newlyAllowed").asBoolean());
  }

  private List<String> lines(JsonNode answer) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s decisions, %s come out otherwise: %s would take fewer people, %s executed plans would have been refused."
            .formatted(
                JsonAnswers.at(answer, "/decisions"),
                JsonAnswers.at(answer, "/flipped"),
                JsonAnswers.at(answer, "/newlyAllowed"),
                JsonAnswers.at(answer, "/refusedExecutions")));
    if (answer.path("notReplayable").asInt() > 0) {
      lines.add(
          JsonAnswers.at(answer, "/notReplayable")
              + " more can't be replayed: what they looked at isn't on record.");
    }
    if (!answer.path("flips").isEmpty()) {
      lines.addAll(
          Column.table(
              List.of(
                  Column.of("POSITION", "/position"),
                  Column.of("INCIDENT", "/incident"),
                  Column.of("REMEDIATION", "/remediation"),
                  Column.of("RISK", "/risk"),
                  Column.text("WAS", "/recorded"),
                  Column.text("WOULD BE", "/replayed"),
                  Column.of("EXECUTED", "/executed")),
              answer.path("flips"),
              context.times(),
              context.terminal().width()));
    }
    return lines;
  }
}
