package io.countersign.cli.confirmation;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import io.countersign.cli.terminal.OutputFormat;
import tools.jackson.databind.JsonNode;

/** A command whose change may wait for a second person, or end in a secret to be handed over. */
public abstract class SecondPersonCommand extends ServerCommand {
  protected SecondPersonCommand(CliContext context) {
    super(context);
  }

  /** Says what became of it, and what is odd about it; the secret alone goes where data goes. */
  protected final int handedOver(ServerApi server, JsonNode answer, String message) {
    var confirmation = JsonAnswers.at(answer, "/confirmation");
    var exit =
        done(
            answer,
            confirmation.isEmpty()
                ? message
                : "It waits for a second person: " + SecondPerson.wanted(server, confirmation));
    context.warn(answer);
    var secret = JsonAnswers.at(answer, "/secret");
    if (!secret.isEmpty() && format() == OutputFormat.table) {
      context.say(handover(confirmation));
      context.terminal().out().println(secret);
    }
    return exit;
  }

  private String handover(String confirmation) {
    if (half()) {
      return "The other half of a one-time secret, for its owner alone, who needs both:";
    }
    return confirmation.isEmpty()
        ? "A one-time secret for its owner alone:"
        : "One half of a one-time secret, for its owner alone; who confirms gets the other:";
  }

  /** Whether a secret is a half also where nothing waits any more. */
  protected boolean half() {
    return false;
  }
}
