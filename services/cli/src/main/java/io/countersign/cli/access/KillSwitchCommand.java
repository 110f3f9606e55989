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

/** A command that turns the kill switch. */
abstract class KillSwitchCommand extends SecondPersonCommand {
  @Mixin private final ReasonOption reason = new ReasonOption();
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  private final boolean on;
  private final String success;

  /**
   * @param on whether execution is stopped
   * @param success said when it's done
   */
  KillSwitchCommand(CliContext context, boolean on, String success) {
    super(context);
    this.on = on;
    this.success = success;
  }

  @Override
  protected final int run(ServerApi server) {
    var body = new TreeMap<String, Object>(Map.of("on", on, "reason", reason.text()));
    scope.addTo(body);
    var answer = server.put("/api/v1/kill-switch", body);
    var exit = handedOver(server, answer, success);
    var warning = JsonAnswers.at(answer, "/warning");
    if (warning.isEmpty()) {
      return exit;
    }
    context.say(warning);
    return ExitCode.FAILED;
  }
}
