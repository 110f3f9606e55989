package io.countersign.cli.command;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.Json;
import io.countersign.cli.api.Server;
import io.countersign.cli.terminal.Format;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A command that asks the server something. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
public abstract class ServerCommand implements Callable<Integer> {
  protected final Context context;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default), json, or jsonl: one JSON object a line.")
  private Format format = Format.table;

  protected ServerCommand(Context context) {
    this.context = context;
  }

  /**
   * Does it.
   *
   * @return the exit code
   */
  protected abstract int run(Server server);

  @Override
  public final Integer call() {
    return run(context.server());
  }

  protected final Format format() {
    return format;
  }

  /** One object: as JSON, or as the lines that people read. */
  protected final void print(JsonNode data, Supplier<List<String>> lines) {
    var out = context.terminal().out();
    switch (format) {
      case table -> lines.get().forEach(out::println);
      case json -> out.println(Json.pretty(data));
      case jsonl -> out.println(Json.line(data));
    }
  }

  /** The answer to something done: JSON if wanted, else one line for the person. */
  protected final int done(JsonNode answer, String message) {
    var unchanged = Json.at(answer, "/outcome").equals("unchanged");
    context.say(unchanged ? message + " (it was so already)" : message);
    print(answer, List::of);
    return ExitCode.OK;
  }
}
