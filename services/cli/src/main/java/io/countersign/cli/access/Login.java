package io.countersign.cli.access;

import io.countersign.cli.api.Json;
import io.countersign.cli.api.Server;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.Misuse;
import io.countersign.cli.command.Password;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens a session. */
@Command(
    name = "login",
    description = "Opens a session of at most 12 hours, kept in $COUNTERSIGN_HOME/session.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign login --user anna",
      "  countersign login --user admin --password-stdin < password-file"
    })
public final class Login extends ServerCommand {

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Your login name; asked for if it isn't given.")
  private String user = "";

  @Mixin private final Password password = new Password();

  public Login(Context context) {
    super(context);
  }

  @Override
  protected int run(Server server) {
    var body = Map.of("name", name(), "password", password.existing(context.terminal()));
    var answer = server.post("/api/v1/login", body);
    server.session().write(server.base(), answer.path("session").asString());
    ((ObjectNode) answer).remove("session");
    return done(answer, greeting(answer));
  }

  private String greeting(JsonNode answer) {
    var who = Json.at(answer, "/name") + " (" + Json.at(answer, "/roles") + ")";
    var end = context.times().show(Json.at(answer, "/expiresAt"));
    return "Logged in as " + who + "; the session ends " + end + ".";
  }

  private String name() {
    var terminal = context.terminal();
    if (user.isEmpty() && !terminal.interactive()) {
      throw new Misuse("Without a terminal the name must come by --user.");
    }
    return user.isEmpty() ? terminal.ask("Name: ") : user;
  }
}
