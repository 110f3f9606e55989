package io.countersign.witness.command;

import io.countersign.verifier.note.MalformedNoteException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** The program {@code countersign witness}: exit code 0 ok, 1 failed, 2 usage. */
public final class WitnessProgram {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private WitnessProgram() {}

  public static void main(String... arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(
        run(List.of(arguments), new WitnessCommand.Context(out, err, InstantSource.system())));
  }

  static int run(List<String> arguments, WitnessCommand.Context context) {
    if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
      tell(arguments.isEmpty() ? context.err() : context.out());
      return arguments.isEmpty() ? USAGE : 0;
    }
    try {
      var command =
          WitnessCommand.of(arguments.getFirst())
              .orElseThrow(
                  () -> new WitnessUsageException("unknown command: " + arguments.getFirst()));
      command.run(arguments.subList(1, arguments.size()), context);
      return 0;
    } catch (WitnessUsageException e) {
      context.err().println("countersign witness: " + e.getMessage() + " (--help tells more)");
      return USAGE;
    } catch (IOException | MalformedNoteException | InterruptedException e) {
      context.err().println("countersign witness: " + e.getMessage());
      return FAILED;
    }
  }

  private static void tell(PrintStream out) {
    out.println("A witness cosigns the checkpoints of logs whose trees only ever grew.");
    out.println();
    WitnessCommand.ALL.forEach(it -> out.println("  " + it.line()));
    out.println();
    out.println(
        "Without --listen, `serve` listens on 127.0.0.1:7790. --kinds are the kinds of its"
            + " cosignatures.");
  }
}
