package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.PasswordPrompt;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code user add}: registers a person. */
@Command(
    name = "add",
    description = "Makes a person who may log in.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign user add anna --role approver --role responder",
      "  countersign user add anna --role approver --invite",
      "  countersign user add anna --role approver --password-stdin < password-file"
    })
public final class UserAddCommand extends SecondPersonCommand {

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Mixin private final RoleOption role = new RoleOption();

  @Mixin private final PasswordPrompt password = new PasswordPrompt();

  @Option(
      names = "--invite",
      description =
          "Without a password: prints a one-time secret by which they choose one (user redeem)."
              + " Always so for an administrator.")
  private boolean invite;

  public UserAddCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = new TreeMap<String, Object>(Map.of("name", name, "roles", role.roles()));
    boolean administrator = role.roles().contains("administrator");
    if (!invite && !administrator) { // theirs nobody else may choose
      body.put("password", password.fresh(context.terminal()));
    }
    var answer = server.post("/api/v1/users", body);
    return handedOver(server, answer, "Added " + name + ".");
  }
}
