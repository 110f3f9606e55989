package io.countersign.cli.access.grant;

import io.countersign.cli.access.ScopeOptions;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.Locale;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code grant add}: gives somebody, or a group, a role within bounds. */
@Command(
    name = "add",
    description = "Gives somebody a role within bounds; what isn't named bounds nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign grant add anna approver --team payments --reason 'on call in May'",
      "  countersign grant add dba responder --group --team data --until 2026-12-01T08:00:00Z"
    })
public final class GrantAddCommand extends SecondPersonCommand {
  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "A login name, a token's name, a principal's id; with --group a group.")
  private String holder = "";

  @Parameters(index = "1", paramLabel = "ROLE", description = "Such as responder or approver.")
  private String role = "";

  @Option(names = "--group", description = "USER is a group.")
  private boolean group;

  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Option(names = "--from", paramLabel = "TIME", description = "When it begins; else at once.")
  private String from = "";

  @Option(names = "--until", paramLabel = "TIME", description = "When it ends by itself.")
  private String until = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the record.")
  private String reason = "";

  public GrantAddCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = new TreeMap<String, Object>();
    body.put(group ? "group" : "principal", holder);
    body.put("role", role.toLowerCase(Locale.ROOT).replace('-', '_'));
    scope.addTo(body);
    put(body, "from", from);
    put(body, "until", until);
    put(body, "reason", reason);
    var answer = server.post("/api/v1/grants", body);
    return handedOver(server, answer, "Granted " + role + ": " + holder + ".");
  }

  private static void put(TreeMap<String, Object> body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }
}
