package io.countersign.cli.incident;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code resolve}: closes an incident by a commander's override. */
@Command(
    name = "resolve",
    description =
        "Closes an incident by override: commanders only, with a reason that reports show.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign resolve inc_ID --reason 'fixed by hand, see the change'"})
public final class ResolveCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  public ResolveCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.post(
            "/api/v1/incidents/" + ServerApi.part(IdKind.INCIDENT.checked(id)) + "/resolve",
            Map.of("reason", reason.text()));
    return done(answer, "Resolved " + id + ".");
  }
}
