package io.countersign.cli.access;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** A command that turns the kill switch. */
abstract class KillSwitchCommand extends SecondPersonCommand {
  @Mixin private final ReasonOption reason = new ReasonOption();
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  private final boolean on;

  /**
   * @param on whether execution is stopped
   */
  KillSwitchCommand(CliContext context, boolean on) {
    super(context);
    this.on = on;
  }

  /** What is said when it's done. */
  protected abstract String success(ScopeOptions scope);

  /** When it was so already. */
  protected int unchanged(ServerApi server, JsonNode answer) {
    return handedOver(server, answer, success(scope));
  }

  @Override
  protected final int run(ServerApi server) {
    var body = new TreeMap<String, Object>(Map.of("on", on, "reason", reason.text()));
    scope.addTo(body);
    var answer = server.put("/api/v1/kill-switch", body);
    var exit =
        JsonAnswers.at(answer, "/outcome").equals("unchanged")
            ? unchanged(server, answer)
            : handedOver(server, answer, success(scope));
    return JsonAnswers.at(answer, "/warning").isEmpty() ? exit : ExitCode.FAILED;
  }
}
