package io.countersign.cli.remediation;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code settle}: says what became of an effect that was left in doubt. */
@Command(
    name = "settle",
    description =
        "Says whether a step that was left in doubt took effect; other plans may act on its target"
            + " again.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign settle rem_ID --effect absent --reason 'its journal has no such key'"})
public final class SettleCommand extends ServerCommand {

  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  @Option(
      names = "--effect",
      paramLabel = "WORD",
      required = true,
      description = "occurred or absent, as you saw it at the target.")
  private String effect = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  public SettleCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path =
        "/api/v1/remediations/" + ServerApi.part(IdKind.REMEDIATION.checked(id)) + "/settlement";
    return done(
        server.post(path, Map.of("effect", effect, "reason", reason.text())),
        "Settled " + id + ": its targets are free again.");
  }
}
