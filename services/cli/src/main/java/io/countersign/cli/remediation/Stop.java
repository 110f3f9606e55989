package io.countersign.cli.remediation;

import io.countersign.cli.api.Server;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops a remediation that runs; what it did is rolled back. */
@Command(
    name = "stop",
    description = "Stops a remediation that runs: no further step, then its rollback.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign stop rem_ID --reason 'it makes things worse'"})
public final class Stop extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the record.")
  private String reason = "";

  public Stop(Context context) {
    super(context);
  }

  @Override
  protected int run(Server server) {
    var path = "/api/v1/remediations/" + Server.part(id) + "/stop";
    return done(server.post(path, Map.of("reason", reason)), "Asked to stop " + id + ".");
  }
}
