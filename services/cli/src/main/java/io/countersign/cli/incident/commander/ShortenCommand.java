package io.countersign.cli.incident.commander;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code commander shorten}: fewer approvals suffice for a plan. */
@Command(
    name = "shorten",
    description = {
      "Lets fewer approvals suffice for a plan of an incident that you command.",
      "",
      "As few as policy names for an emergency (emergencyQuorum); your own doesn't count among"
          + " them. The incident owes a review of it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign commander shorten rem_ID --reason 'payments are down, one is awake'"})
public final class ShortenCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The remediation's id.")
  private String id = "";

  @Option(
      names = "--plan",
      paramLabel = "DIGEST",
      description = "The plan's digest as you saw it; without it, the one that waits now.")
  private String plan = "";

  @Option(
      names = "--quorum",
      paramLabel = "NUMBER",
      description = "How many are to suffice; as few as policy lets without it.")
  private @Nullable Integer quorum;

  @Mixin private final ReasonOption reason = new ReasonOption();

  public ShortenCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = "/api/v1/remediations/" + ServerApi.part(IdKind.REMEDIATION.checked(id));
    var body = new TreeMap<String, Object>();
    body.put(
        "planDigest",
        plan.isEmpty() ? JsonAnswers.at(server.get(path, Map.of()), "/planDigest") : plan);
    body.put("reason", reason.text());
    if (quorum != null) {
      body.put("quorum", quorum);
    }
    return done(server.post(path + "/shortening", body), "Fewer approvals suffice for " + id + ".");
  }
}
