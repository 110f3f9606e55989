package io.countersign.cli.session;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.HeldRoles;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.PasswordPrompt;
import io.countersign.cli.command.ServerAcceptance;
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

  @Mixin private final ServerAcceptance acceptance = new ServerAcceptance();
  @Mixin private final PasswordPrompt password = new PasswordPrompt();

  public LoginCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = Map.of("name", name(), "password", password.existing(context.terminal()));
    var key = acceptance.meet(server, context);
    var answer = server.post("/api/v1/login", body);
    server.session().write(server.base(), key, answer.path("session").asString());
    ((ObjectNode) answer).remove("session");
    return done(answer, greeting(answer));
  }

  private String greeting(JsonNode answer) {
    var who = JsonAnswers.at(answer, "/name") + " (" + HeldRoles.all(answer, context.times()) + ")";
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
