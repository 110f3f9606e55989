package io.countersign.cli.access;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code resume}: turns the kill switch off. */
@Command(
    name = "resume",
    description = {
      "Lets approved plans be executed again: the halt that was made with the same bounds ends.",
      "",
      "Where no halt has these bounds nothing is done: it says which there are, and fails.",
      "",
      "For who may make such a halt; `countersign halts` shows those that there are.",
      "",
      "Once there are two administrators it waits for a second person: another administrator, an"
          + " approver or a commander."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign resume --reason 'the audit is over'",
      "  countersign resume --team payments --action restart --reason 'mended'"
    })
public final class ResumeCommand extends KillSwitchCommand {
  public ResumeCommand(CliContext context) {
    super(context, false);
  }

  @Override
  protected String success(ScopeOptions scope) {
    return "Resumed: approved plans may be executed there again.";
  }

  @Override
  protected int unchanged(ServerApi server, JsonNode answer) {
    var halts = server.get("/api/v1/halts", Map.of()).path("items");
    if (halts.isEmpty()) {
      return done(answer, "Nothing is halted.");
    }
    context.say("Nothing was resumed: no halt has just these bounds. Still halted:");
    halts.forEach(it -> context.say("  " + where(it)));
    print(answer, List::of);
    return ExitCode.FAILED;
  }

  private static String where(JsonNode halt) {
    return JsonAnswers.at(halt, "/where") + ": countersign resume" + ScopeOptions.inWords(halt);
  }
}
