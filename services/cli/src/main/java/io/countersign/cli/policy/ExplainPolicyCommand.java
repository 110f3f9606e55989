package io.countersign.cli.policy;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code policy explain}: what policy says of a plan, why, and who could approve. */
@Command(
    name = "explain",
    description = {
      "Tells what policy says of a remediation's plan at this moment, or of a made-up one.",
      "A made-up plan is an everyday rollback in production, but for what is set otherwise."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign policy explain rem_ID",
      "  countersign policy explain --set plan.risk=4 --set plan.tier=1 --set target.tier=1",
      "  countersign policy explain --set plan.action=delete -o json | jq .takes"
    })
public final class ExplainPolicyCommand extends ServerCommand {
  private static final String PATH = "/api/v1/policy/explanations";
  private static final Pattern NAME = Pattern.compile("([a-z]+)\\.([A-Za-z]+)");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

  @Parameters(paramLabel = "ID", arity = "0..1", description = "The remediation's id.")
  private String id = "";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A field that policy looks at, such as plan.risk=4 or window.state=frozen.")
  private Map<String, String> set = new LinkedHashMap<>();

  public ExplainPolicyCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    if (!id.isEmpty() && !set.isEmpty()) {
      throw new MisuseException("Name an ID, or make a plan up by --set.");
    }
    var answer =
        id.isEmpty()
            ? server.post(PATH, madeUp())
            : server.get(PATH + "/" + ServerApi.part(IdKind.REMEDIATION.checked(id)), Map.of());
    print(answer, () -> ExplanationCard.lines(answer));
    return ExitCode.OK;
  }

  private Map<String, Object> madeUp() {
    var body = new TreeMap<String, Object>();
    set.forEach((name, value) -> put(body, name, value));
    return body;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> body, String name, String value) {
    if (name.equals("now")) {
      body.put(name, value);
      return;
    }
    var parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new MisuseException("--set takes a field such as plan.risk, not " + name);
    }
    var record = (Map<String, Object>) body.computeIfAbsent(parts.group(1), _ -> new TreeMap<>());
    record.put(parts.group(2), value(value));
  }

  private static Object value(String text) {
    if (INTEGER.matcher(text).matches()) {
      return Integer.valueOf(text);
    }
    return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
  }
}
