package io.countersign.cli;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.command.CliContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * A program of its own that the launcher starts by the same word: listed here, so that help shows
 * all there is.
 */
@Command
final class ProgramCommand implements Callable<Integer> {
  /** The launcher's words, each with the line that help shows. */
  static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    ALL.put("up", "Starts the server; `countersign up --help` teaches its options.");
    ALL.put("demo", "Shows the whole loop once on this machine, in about a minute.");
    ALL.put("bench", "Measures; `countersign bench --help` lists what.");
    ALL.put("sim", "A simulated Slack, Jira or ServiceNow on loopback: `countersign sim jira`.");
    ALL.put(
        "witness", "Cosigns that a log only grew, on another host: `countersign witness --help`.");
  }

  private final CliContext context;
  private final String name;

  @Unmatched private final List<String> arguments = new ArrayList<>();

  private ProgramCommand(CliContext context, String name) {
    this.context = context;
    this.name = name;
  }

  static CommandLine line(CliContext context, String name) {
    var line = new CommandLine(new ProgramCommand(context, name));
    line.getCommandSpec().name(name).usageMessage().description(ALL.get(name));
    return line;
  }

  /** Only the launcher knows where the other programs are. */
  @Override
  public Integer call() {
    var asked = String.join(" ", arguments);
    context.say("This is started by the launcher: ./countersign " + (name + " " + asked).strip());
    return ExitCode.USAGE;
  }
}
