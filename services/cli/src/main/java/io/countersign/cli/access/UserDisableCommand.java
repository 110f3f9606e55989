package io.countersign.cli.access;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code user disable}: ends what a person may do. */
@Command(
    name = "disable",
    description = "Disables a person; sessions end at once.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user disable anna --reason 'left the team'"})
public final class UserDisableCommand extends SecondPersonCommand {

  @Parameters(paramLabel = "NAME", description = "The login name.")
  private String name = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  public UserDisableCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.post(
            "/api/v1/users/" + ServerApi.part(name) + "/disable", Map.of("reason", reason.text()));
    return handedOver(server, answer, "Disabled " + name + ".");
  }
}
