package io.countersign.cli.access.link;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code link}: a code by which an account in another system becomes one's own. */
@Command(
    name = "link",
    description = {
      "Shows a code, once, by which your account in another system is linked to you.",
      "",
      "Use it from within that account, within ten minutes: in a chat type /countersign link CODE;"
          + " in a ticket system write it into a comment on a linked ticket, and then say which"
          + " account is yours, since others can copy what they read. From then on what that"
          + " account asks for is asked by you."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign link slack",
      "  countersign link jira",
      "  countersign link jira --confirm",
      "  countersign link jira --confirm=5b10a2844c20165700ede21g"
    })
public final class LinkAccountCommand extends ServerCommand {
  @Parameters(
      paramLabel = "SYSTEM",
      description = "The name of the connection, as the server's configuration has it.")
  private String system = "";

  @Option(
      names = "--confirm",
      paramLabel = "ACCOUNT",
      arity = "0..1",
      fallbackValue = "",
      description = "Say that the account that showed your code is yours; without one, show which.")
  private @Nullable String confirmed;

  public LinkAccountCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    return confirmed == null ? offer(server) : confirm(server, confirmed);
  }

  private int offer(ServerApi server) {
    var answer = server.post("/api/v1/me/links", Map.of("system", system));
    var code = JsonAnswers.at(answer, "/code");
    print(answer, () -> List.of(code));
    if (answer.path("toConfirm").asBoolean(false)) {
      context.say("In " + system + ", write it into a comment on a linked ticket.");
      context.say("Then say that it was you: countersign link " + system + " --confirm");
    } else {
      context.say("In " + system + ", type: /countersign link " + code);
    }
    context.say(
        "It's good once, and ends "
            + context.times().show(JsonAnswers.at(answer, "/expiresAt"))
            + ".");
    return ExitCode.OK;
  }

  private int confirm(ServerApi server, String account) {
    var answer = server.get("/api/v1/me/links/proposals", Map.of());
    var waiting =
        answer
            .path("items")
            .valueStream()
            .filter(it -> JsonAnswers.at(it, "/system").equals(system))
            .toList();
    var own = waiting.stream().filter(it -> JsonAnswers.at(it, "/account").equals(account));
    var found = own.findFirst();
    if (found.isPresent()) {
      var link = ServerApi.part(JsonAnswers.at(found.get(), "/link"));
      var done =
          server.post("/api/v1/me/links/" + link + "/confirmation", Map.of("account", account));
      print(done, () -> List.of(account + " of " + system + " is yours."));
      return ExitCode.OK;
    }
    print(answer, () -> waiting.stream().map(LinkAccountCommand::line).toList());
    context.say(
        waiting.isEmpty()
            ? "No account of " + system + " has shown your code yet: tickets are read every while."
            : "Open the comment, see that it was you who wrote the code, and confirm that"
                + " account.");
    return account.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String line(JsonNode proposal) {
    var author = JsonAnswers.at(proposal, "/author");
    return JsonAnswers.at(proposal, "/account")
        + (author.isEmpty() ? "" : " (" + author + ")")
        + "  "
        + JsonAnswers.at(proposal, "/shownIn")
        + "  "
        + JsonAnswers.at(proposal, "/shownAt")
        + (proposal.path("contested").asBoolean(false)
            ? "  (more than one showed it: ask for another code)"
            : "");
  }
}
