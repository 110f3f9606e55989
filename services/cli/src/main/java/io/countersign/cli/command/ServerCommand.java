package io.countersign.cli.command;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.terminal.OutputFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A command that asks the server, with the options that all of these share. */
@Command(mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
public abstract class ServerCommand implements Callable<Integer> {
  protected final CliContext context;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default), json, or jsonl: one JSON object a line.")
  private OutputFormat format = OutputFormat.table;

  protected ServerCommand(CliContext context) {
    this.context = context;
  }

  /**
   * Does it.
   *
   * @return the exit code
   */
  protected abstract int run(ServerApi server);

  @Override
  public final Integer call() {
    return run(context.server());
  }

  protected final OutputFormat format() {
    return format;
  }

  /** One object: as JSON, or as the lines that people read. */
  protected final void print(JsonNode data, Supplier<List<String>> lines) {
    var out = context.terminal().out();
    switch (format) {
      case table -> lines.get().forEach(out::println);
      case json -> out.println(JsonAnswers.pretty(data));
      case jsonl -> out.println(JsonAnswers.line(data));
    }
  }

  /** The answer to something done: JSON if wanted, else one line for the person. */
  protected final int done(JsonNode answer, String message) {
    var unchanged = JsonAnswers.at(answer, "/outcome").equals("unchanged");
    context.say(unchanged ? message + " (it was so already)" : message);
    print(answer, List::of);
    return ExitCode.OK;
  }
}
