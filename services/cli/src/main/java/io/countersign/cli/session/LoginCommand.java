package io.countersign.cli.session;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.api.ServerProof;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.PasswordPrompt;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code login}: opens a session. */
@Command(
    name = "login",
    description = "Opens a session of at most 12 hours, kept in $COUNTERSIGN_HOME/session.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign login --user anna",
      "  countersign login --user admin --password-stdin < password-file",
      "  countersign login --user anna --identity SHA256:0f3c..."
    })
public final class LoginCommand extends ServerCommand {

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Your login name; asked for if it isn't given.")
  private String user = "";

  @Option(
      names = "--identity",
      paramLabel = "SHA256:...",
      description =
          "The identity that the server printed at its start. Needed without a terminal, where the"
              + " server has another $COUNTERSIGN_HOME and is spoken to by plain HTTP.")
  private String identity = "";

  @Mixin private final PasswordPrompt password = new PasswordPrompt();

  public LoginCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = Map.of("name", name(), "password", password.existing(context.terminal()));
    var key = server.meet(shown -> accepted(server, shown));
    var answer = server.post("/api/v1/login", body);
    server.session().write(server.base(), key, answer.path("session").asString());
    ((ObjectNode) answer).remove("session");
    return done(answer, greeting(answer));
  }

  private boolean accepted(ServerApi server, ServerProof shown) {
    var terminal = context.terminal();
    context.say("What listens on " + server.base() + " isn't known here. Its identity is");
    context.say("  " + shown.fingerprint());
    context.say("`countersign up` prints its own at its start.");
    if (!identity.isEmpty() || !terminal.interactive()) {
      return identity.equals(shown.fingerprint());
    }
    return terminal.ask("Is it the same? [y/N] ").strip().equalsIgnoreCase("y");
  }

  private String greeting(JsonNode answer) {
    var who = JsonAnswers.at(answer, "/name") + " (" + JsonAnswers.at(answer, "/roles") + ")";
    var end = context.times().show(JsonAnswers.at(answer, "/expiresAt"));
    return "Logged in as " + who + "; the session ends " + end + ".";
  }

  private String name() {
    var terminal = context.terminal();
    if (user.isEmpty() && !terminal.interactive()) {
      throw new MisuseException("Without a terminal the name must come by --user.");
    }
    return user.isEmpty() ? terminal.ask("Name: ") : user;
  }
}
