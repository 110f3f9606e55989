package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code audit key}: the log's keys, as a trust file of verifiers. */
@Command(
    name = "key",
    description = {
      "Prints the log's keys as a trust file: `countersign verify --policy` goes by it.",
      "Compare it with somebody who has it from elsewhere: a server could show any."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign audit key > log.policy"})
public final class AuditKeyCommand extends ServerCommand {
  public AuditKeyCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var log = server.get("/api/v1/audit/log", Map.of());
    if (log.path("keys").isEmpty()) {
      context.say("The log has signed nothing yet: ask again in some seconds.");
      return ExitCode.FAILED;
    }
    print(log, () -> lines(log));
    return ExitCode.OK;
  }

  private static List<String> lines(JsonNode log) {
    var lines = new ArrayList<String>();
    lines.add("# The log " + JsonAnswers.at(log, "/origin") + "; its keys:");
    log.path("keys").forEach(it -> lines.add("#   " + JsonAnswers.text(it)));
    lines.add("# Publication waits for: " + JsonAnswers.at(log, "/quorum"));
    policy(log).forEach(lines::add);
    return lines;
  }

  /** Line by line: each is cleaned of what would steer a terminal. */
  private static Stream<String> policy(JsonNode log) {
    return log.path("policy").asString("").lines().map(AuditKeyCommand::cleaned);
  }

  private static String cleaned(String line) {
    return JsonAnswers.text(JsonAnswers.tree(Map.of("line", line)).path("line"));
  }
}
