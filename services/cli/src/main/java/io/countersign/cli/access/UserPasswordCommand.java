package io.countersign.cli.access;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.PasswordPrompt;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code user password}: sets a person's password. */
@Command(
    name = "password",
    description = {
      "Sets your password; asks for the old one, and ends your other sessions.",
      "",
      "Another's only as long as there is one administrator; then see user reset."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user password anna"})
public final class UserPasswordCommand extends ServerCommand {

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Mixin private final PasswordPrompt password = new PasswordPrompt();

  public UserPasswordCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = new TreeMap<String, String>();
    if (isOwn(server)) {
      body.put("current", password.existing(context.terminal()));
    }
    body.put("password", password.fresh(context.terminal()));
    var answer = server.post("/api/v1/users/" + ServerApi.part(name) + "/password", body);
    return done(answer, "Set the password of " + name + ".");
  }

  private boolean isOwn(ServerApi server) {
    var me = JsonAnswers.at(server.get("/api/v1/me", Map.of()), "/name");
    return me.equalsIgnoreCase(name.strip());
  }
}
