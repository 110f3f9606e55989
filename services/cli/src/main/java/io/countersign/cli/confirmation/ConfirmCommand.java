package io.countersign.cli.confirmation;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.MisuseException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code confirm}: agrees to exactly the change that was shown. */
@Command(
    name = "confirm",
    description = {
      "Confirms another's change: exactly the one that you saw. It's carried out at once. What a"
          + " machine proposed takes two who confirm it.",
      "",
      "On a terminal it shows the change and asks. In a script give the digest of the change that"
          + " somebody looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign confirm cnf_ID", "  countersign confirm cnf_ID --digest DIGEST"})
public final class ConfirmCommand extends SecondPersonCommand {
  @Parameters(paramLabel = "ID", description = "The confirmation's id.")
  private String id = "";

  @Option(
      names = "--digest",
      paramLabel = "DIGEST",
      description = "The change's digest as you saw it.")
  private String digest = "";

  public ConfirmCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/confirmations/" + ServerApi.part(IdKind.CONFIRMATION.checked(id));
    var agreed = digest.isEmpty() ? digestAgreedTo(server, path) : digest;
    if (agreed.isEmpty()) {
      context.say("Nothing was confirmed.");
      return ExitCode.FAILED;
    }
    var answer = server.post(path + "/confirm", Map.of("digest", agreed));
    return JsonAnswers.at(answer, "/outcome").equals("adopted")
        ? done(answer, "You stand for " + id + " now: " + SecondPerson.wanted(server, id))
        : handedOver(server, answer, "Confirmed " + id + ".");
  }

  /** The digest of the change that was shown and agreed to; empty when it wasn't. */
  private String digestAgreedTo(ServerApi server, String path) {
    var terminal = context.terminal();
    if (!terminal.interactive()) {
      throw new MisuseException("Without a terminal, --digest must say which change was seen.");
    }
    var change = server.get(path, Map.of());
    context.say("Proposed by " + JsonAnswers.at(change, "/proposerName") + adopted(change) + ":");
    change.path("lines").forEach(it -> context.say("  " + JsonAnswers.text(it)));
    var obstacle = JsonAnswers.at(change, "/obstacle");
    if (!obstacle.isEmpty()) {
      context.say("You can't confirm it: " + obstacle);
      context.say("It can be confirmed by: " + JsonAnswers.at(change, "/mayConfirm"));
      return "";
    }
    if (SecondPerson.takesTwo(change)) {
      context.say("A machine proposed it: you would stand for it, and another person confirms it.");
    }
    var agreed = terminal.ask("Confirm exactly this change? Type yes: ").strip();
    return agreed.equalsIgnoreCase("yes") ? JsonAnswers.at(change, "/digest") : "";
  }

  private static String adopted(JsonNode change) {
    var adopter = JsonAnswers.at(change, "/adopterName");
    return adopter.isEmpty() ? "" : ", a machine; " + adopter + " stands for it";
  }

  @Override
  protected boolean half() {
    return true;
  }
}
