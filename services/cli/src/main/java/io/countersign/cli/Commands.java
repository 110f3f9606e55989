package io.countersign.cli;

import io.countersign.cli.access.Halt;
import io.countersign.cli.access.Login;
import io.countersign.cli.access.Logout;
import io.countersign.cli.access.Resume;
import io.countersign.cli.access.TokenCommands;
import io.countersign.cli.access.UserCommands;
import io.countersign.cli.alert.Alerts;
import io.countersign.cli.alert.Mute;
import io.countersign.cli.alert.Mutes;
import io.countersign.cli.alert.Silences;
import io.countersign.cli.alert.Unmute;
import io.countersign.cli.audit.Audit;
import io.countersign.cli.audit.Doctor;
import io.countersign.cli.catalog.Catalog;
import io.countersign.cli.change.Changes;
import io.countersign.cli.command.Context;
import io.countersign.cli.incident.Acknowledge;
import io.countersign.cli.incident.Assign;
import io.countersign.cli.incident.Incident;
import io.countersign.cli.incident.Incidents;
import io.countersign.cli.incident.Note;
import io.countersign.cli.incident.Resolve;
import io.countersign.cli.remediation.Approvals;
import io.countersign.cli.remediation.Approve;
import io.countersign.cli.remediation.Deny;
import io.countersign.cli.remediation.Remediation;
import io.countersign.cli.remediation.Remediations;
import io.countersign.cli.remediation.Revoke;
import io.countersign.cli.remediation.Runbooks;
import io.countersign.cli.remediation.Stop;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/** Every command by its name, in the order in which help shows them. */
final class Commands {
  private static final Map<String, Function<Context, Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("login", Login::new);
    ALL.put("logout", Logout::new);
    ALL.put("incidents", Incidents::new);
    ALL.put("incident", Incident::new);
    ALL.put("acknowledge", Acknowledge::new);
    ALL.put("assign", Assign::new);
    ALL.put("note", Note::new);
    ALL.put("resolve", Resolve::new);
    ALL.put("approvals", Approvals::new);
    ALL.put("approve", Approve::new);
    ALL.put("deny", Deny::new);
    ALL.put("revoke", Revoke::new);
    ALL.put("stop", Stop::new);
    ALL.put("remediations", Remediations::new);
    ALL.put("remediation", Remediation::new);
    ALL.put("alerts", Alerts::new);
    ALL.put("mute", Mute::new);
    ALL.put("mutes", Mutes::new);
    ALL.put("unmute", Unmute::new);
    ALL.put("silences", Silences::new);
    ALL.put("changes", Changes::new);
    ALL.put("runbooks", Runbooks::new);
    ALL.put("catalog", Catalog::new);
    ALL.put("audit", Audit::new);
    ALL.put("user", UserCommands::line);
    ALL.put("token", TokenCommands::line);
    ALL.put("doctor", Doctor::new);
    ALL.put("halt", Halt::new);
    ALL.put("resume", Resume::new);
  }

  private Commands() {}

  /** Only the one that was asked for, if it's known: reading the others costs a start's time. */
  static void addTo(CommandLine line, Context context, String... arguments) {
    asked(arguments)
        .ifPresentOrElse(
            name -> add(line, context, name),
            () -> ALL.keySet().forEach(n -> add(line, context, n)));
  }

  private static Optional<String> asked(String... arguments) {
    return Arrays.stream(arguments).limit(1).filter(ALL::containsKey).findFirst();
  }

  private static void add(CommandLine line, Context context, String name) {
    var command = ALL.get(name);
    if (command == null) {
      throw new IllegalArgumentException("no command " + name);
    }
    line.addSubcommand(name, command.apply(context));
  }
}
