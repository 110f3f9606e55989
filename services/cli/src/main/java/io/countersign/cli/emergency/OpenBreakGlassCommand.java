package io.countersign.cli.emergency;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.command.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code break-glass open}: asks for more than policy lets you otherwise. */
@Command(
    name = "open",
    description = "Opens break-glass for an incident; a second person has to agree to it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign break-glass open inc_ID --action restart --minutes 30 --reason 'all is down'"
    })
public final class OpenBreakGlassCommand extends ServerCommand {
  @Parameters(paramLabel = "INCIDENT", description = "The incident's id.")
  private String incident = "";

  @Option(
      names = "--action",
      paramLabel = "CLASS",
      required = true,
      description = "A class of actions, such as restart; may be repeated.")
  private final List<String> actions = new ArrayList<>();

  @Option(
      names = "--minutes",
      paramLabel = "NUMBER",
      description = "For how long; as long as policy lets it be without it.")
  private @Nullable Integer minutes;

  @Mixin private final ReasonOption reason = new ReasonOption();

  public OpenBreakGlassCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = new TreeMap<String, Object>();
    body.put("incident", IdKind.INCIDENT.checked(incident));
    body.put("actions", actions);
    body.put("reason", reason.text());
    if (minutes != null) {
      body.put("minutes", minutes);
    }
    var answer = server.post("/api/v1/break-glass", body);
    return done(answer, "Opened " + JsonAnswers.at(answer, "/id") + ".");
  }
}
