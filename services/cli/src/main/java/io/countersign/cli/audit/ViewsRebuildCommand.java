package io.countersign.cli.audit;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;

/** The command {@code views rebuild}: makes all views anew from the record. */
@Command(
    name = "rebuild",
    description = {
      "Makes all views anew from the record, while the old ones are read.",
      "`views status` shows how far it has come."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign views rebuild"})
public final class ViewsRebuildCommand extends ServerCommand {
  public ViewsRebuildCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return done(server.post("/api/v1/views/rebuild", Map.of()), "The rebuild has begun.");
  }
}
