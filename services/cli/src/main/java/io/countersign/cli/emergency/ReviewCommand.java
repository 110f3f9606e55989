package io.countersign.cli.emergency;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code break-glass review}: somebody independent looks at an emergency. */
@Command(
    name = "review",
    description = {
      "Reviews break-glass, or a shortened quorum by the remediation's id.",
      "Whoever had a hand in it can't, nor who decides for them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign break-glass review bgl_ID --note 'it was needed: nobody else was awake'",
      "  countersign break-glass review rem_ID --unjustified --note 'it could have waited'"
    })
public final class ReviewCommand extends ServerCommand {
  @Parameters(paramLabel = "ID", description = "As break-glass list shows it.")
  private String id = "";

  @Option(names = "--unjustified", description = "It wasn't right; without it, it was.")
  private boolean unjustified;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      required = true,
      description = "What was found; kept in the record.")
  private String note = "";

  public ReviewCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var path =
        id.startsWith("rem_")
            ? "/api/v1/remediations/" + ServerApi.part(id) + "/shortening/review"
            : "/api/v1/break-glass/" + ServerApi.part(id) + "/review";
    var body = Map.of("justified", !unjustified, "note", note);
    return done(server.post(path, body), "Reviewed " + id + ".");
  }
}
