package io.countersign.cli.policy;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code policy approve}: agrees to exactly the bundle that was shown. */
@Command(
    name = "approve",
    description = {
      "Approves another author's bundle: exactly the one that you saw. It's in force at once.",
      "",
      "On a terminal it shows what would change and asks. In a script give the digest of the bundle"
          + " that somebody looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign policy approve pol_ID",
      "  countersign policy approve pol_ID --digest DIGEST"
    })
final class PolicyApproveCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "The bundle's id.")
  private String id = "";

  @Option(
      names = "--digest",
      paramLabel = "DIGEST",
      description = "The bundle's digest as you saw it.")
  private String digest = "";

  PolicyApproveCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path = PolicyCommand.BUNDLES + "/" + ServerApi.part(IdKind.BUNDLE.checked(id));
    var agreed = digest.isEmpty() ? digestAgreedTo(server, path) : digest;
    if (agreed.isEmpty()) {
      context.say("Nothing was approved.");
      return ExitCode.FAILED;
    }
    var answer = server.post(path + "/approve", Map.of("digest", agreed));
    boolean inForce = JsonAnswers.at(server.get(path, Map.of()), "/state").equals("in-force");
    return done(
        answer,
        "Approved "
            + id
            + (inForce ? ". It is in force." : ". Another policy author has to approve it, too."));
  }

  /** The digest of the bundle that was shown and agreed to; empty when it wasn't. */
  private String digestAgreedTo(ServerApi server, String path) {
    var terminal = context.terminal();
    if (!terminal.interactive()) {
      throw new MisuseException("Without a terminal, --digest must say which bundle was seen.");
    }
    var bundle = server.get(path, Map.of());
    PolicyCard.lines(bundle, context.times()).forEach(context::say);
    BundleDifference.of(server, bundle).forEach(context::say);
    var agreed = terminal.ask("Approve exactly these policies? Type yes: ").strip();
    return agreed.equalsIgnoreCase("yes") ? JsonAnswers.at(bundle, "/digest") : "";
  }
}
