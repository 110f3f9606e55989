package io.countersign.cli.audit;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code accept-rollback}: lets a record go on without what is lost of it. */
@Command(
    name = "accept-rollback",
    description = {
      "Lets the record go on though a witness knows more of it than there is here (LOG_ROLLBACK).",
      "",
      "For administrators. What is lost stays lost, and that it was accepted stays on record."
          + " Restore a newer backup instead, if there is one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign accept-rollback --reason 'the disk is gone; last night is all there is'"
    })
public final class AcceptRollbackCommand extends ServerCommand {
  @Mixin private final ReasonOption reason = new ReasonOption();

  public AcceptRollbackCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return done(
        server.post("/api/v1/audit/rollback/acceptance", Map.of("reason", reason.text())),
        "The record goes on from where it stands.");
  }
}
