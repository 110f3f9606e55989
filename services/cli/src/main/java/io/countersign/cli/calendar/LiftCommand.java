package io.countersign.cli.calendar;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code calendar lift}: a calendar holds no more. */
@Command(
    name = "lift",
    description = {
      "Lifts a calendar; as long as that opens anything, it takes a second person.",
      "Approved plans that it holds up now may go on by it, as the second person is shown; other"
          + " plans are asked about anew."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  countersign calendar lift release-week --reason 'the release is out'"})
public final class LiftCommand extends SecondPersonCommand {
  @Parameters(paramLabel = "NAME", description = "The calendar's, as `calendar show` has it.")
  private String name = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  public LiftCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.post(
            "/api/v1/calendars/" + ServerApi.part(name) + "/lift", Map.of("reason", reason.text()));
    return handedOver(server, answer, "The calendar " + name + " is lifted.");
  }
}
