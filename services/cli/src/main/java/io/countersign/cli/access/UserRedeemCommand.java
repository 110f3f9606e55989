package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.PasswordPrompt;
import io.countersign.cli.command.ServerAcceptance;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code user redeem}: chooses a password by a one-time secret. */
@Command(
    name = "redeem",
    description = {
      "Chooses your password by the one-time secret that you were given.",
      "",
      "If you were given two halves: type both, with a hyphen between.",
      "",
      "On a terminal of your own it first asks whether the server is the right one, as login does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign user redeem anna",
      "  countersign user redeem anna --identity SHA256:0f3c..."
    })
public final class UserRedeemCommand extends ServerCommand {
  @Parameters(paramLabel = "NAME", description = "Your login name.")
  private String name = "";

  @Mixin private final ServerAcceptance acceptance = new ServerAcceptance();
  @Mixin private final PasswordPrompt password = new PasswordPrompt();

  public UserRedeemCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var key = acceptance.meet(server, context);
    var secret = password.secret(context.terminal(), "One-time secret: ");
    var fresh = password.fresh(context.terminal());
    var body = new TreeMap<>(Map.of("name", name, "secret", secret, "password", fresh));
    var answer = server.post("/api/v1/password-reset", body);
    server.keep(key);
    return done(answer, "Set your password; now log in: countersign login --user " + name);
  }
}
