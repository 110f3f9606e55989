package io.countersign.cli.access;

import io.countersign.cli.api.Server;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.Password;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a person. */
@Command(
    name = "add",
    description = "Makes a person who may log in.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign user add anna --role approver --role responder",
      "  countersign user add anna --role approver --password-stdin < password-file"
    })
public final class UserAdd extends ServerCommand {

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description =
          "One of: administrator, viewer, responder, approver, commander, catalog_editor. May be"
              + " given several times.")
  private List<String> roles = List.of();

  @Mixin private final Password password = new Password();

  public UserAdd(Context context) {
    super(context);
  }

  @Override
  protected int run(Server server) {
    Map<String, Object> body =
        Map.of(
            "name",
            name,
            "password",
            password.fresh(context.terminal()),
            "roles",
            Roles.canonical(roles));
    return done(server.post("/api/v1/users", body), "Added " + name + ".");
  }
}
