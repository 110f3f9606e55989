package io.countersign.cli.policy;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
      "  countersign policy replay policies --fail-on newly-allowed:high",
      "  countersign policy replay --fail-on engine-drift   after an upgrade"
    })
final class PolicyReplayCommand extends ServerCommand {
  private static final List<String> RISKS = List.of("low", "medium", "high", "critical");
  private static final String ENGINE_DRIFT = "engine-drift";
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
          "Exit 1 if anything flips: any; or only if what has at least this risk would ask for"
              + " less: newly-allowed:high; or if the bundle that decided decides otherwise by"
              + " another version: engine-drift.")
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
    var answers = replay(server, asked);
    var answer = answers.whole();
    print(answer, () -> lines(answer));
    return fails(answer, answers, least) ? ExitCode.FAILED : ExitCode.OK;
  }

  /** The server answers part by part, so that none of them takes long. */
  private ReplayAnswers replay(ServerApi server, Map<String, Object> asked) {
    var answers = new ReplayAnswers();
    long through;
    long end;
    do {
      var part = server.post("/api/v1/policy/replay", asked);
      answers.add(part);
      through = part.path("through").asLong();
      end = part.path("end").asLong();
      if (through < end) {
        context.say("Decided again up to position " + through + " of " + end + " ...");
        asked.put("from", through + 1);
        asked.put("to", end);
      }
    } while (through < end);
    return answers;
  }

  /** The lowest risk that counts; -1 where it isn't about risk. */
  private int least() {
    if (List.of("", "any", ENGINE_DRIFT).contains(failOn)) {
      return -1;
    }
    var parts = failOn.split(":", 2);
    int risk = parts.length == 2 ? RISKS.indexOf(parts[1]) : 0;
    if (!parts[0].equals(NEWLY_ALLOWED) || risk < 0) {
      throw new MisuseException(
          "--fail-on takes any, engine-drift, newly-allowed, or newly-allowed:RISK.");
    }
    return risk;
  }

  private boolean fails(JsonNode answer, ReplayAnswers answers, int least) {
    return switch (failOn) {
      case "" -> false;
      case "any" -> answer.path("flipped").asInt() > 0;
      case ENGINE_DRIFT -> answer.path("engineDrift").asInt() > 0;
      default ->
          answers.isCut()
              || answers.risksNewlyAllowed().stream().anyMatch(it -> RISKS.indexOf(it) >= least);
    };
  }

  private List<String> lines(JsonNode answer) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s decisions, %s come out otherwise: %s would ask for less, %s executed plans would have been refused."
            .formatted(
                JsonAnswers.at(answer, "/decisions"),
                JsonAnswers.at(answer, "/flipped"),
                JsonAnswers.at(answer, "/newlyAllowed"),
                JsonAnswers.at(answer, "/refusedExecutions")));
    lines.add(
        "They are of %s incidents; of %s plans people would have been asked otherwise."
            .formatted(JsonAnswers.at(answer, "/incidents"), JsonAnswers.at(answer, "/approvals")));
    lines.addAll(ReplayLines.besides(answer));
    if (!answer.path("flips").isEmpty()) {
      lines.addAll(ReplayLines.flips(answer.path("flips"), context));
    }
    return lines;
  }
}
