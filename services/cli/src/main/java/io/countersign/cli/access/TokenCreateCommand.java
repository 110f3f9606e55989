package io.countersign.cli.access;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code token create}: makes a token for a service. */
@Command(
    name = "create",
    description = "Makes a token for a service; its secret is shown once, on stdout.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign token create prometheus --role alert_intake > token-file",
      "  countersign token create ci --role change_intake"
    })
public final class TokenCreateCommand extends ServerCommand {

  @Parameters(paramLabel = "NAME", description = "What the token is for.")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description =
          "One of: alert_intake, change_intake, catalog_editor, viewer. May be given several"
              + " times.")
  private List<String> roles = List.of();

  @Option(
      names = "--integration",
      paramLabel = "NAME",
      description = "The integration that it may deliver to.")
  private String integration = "";

  public TokenCreateCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = new TreeMap<String, Object>();
    body.put("name", name);
    body.put("roles", RoleOption.canonical(roles));
    if (!integration.isEmpty()) {
      body.put("integration", integration);
    }
    var answer = server.post("/api/v1/tokens", body);
    answer
        .path("namesakes")
        .forEach(
            it ->
                context.say(
                    "Another token has this name and stays good: countersign token revoke "
                        + JsonAnswers.text(it)));
    context.say(
        "Made token " + JsonAnswers.at(answer, "/id") + "; this secret is not shown again:");
    var confirmation = JsonAnswers.at(answer, "/confirmation");
    if (!confirmation.isEmpty()) {
      context.say(
          "It is good for nothing until a second person confirms its roles: countersign confirm "
              + confirmation);
    }
    print(answer, () -> List.of(JsonAnswers.at(answer, "/token")));
    return ExitCode.OK;
  }
}
