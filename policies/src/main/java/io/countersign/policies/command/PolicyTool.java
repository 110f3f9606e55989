package io.countersign.policies.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/**
 * The program behind {@code countersign policy test}, {@code lint} and {@code init}: data on
 * standard output, what went wrong on standard error.
 */
@Command(
    name = "countersign policy",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    header = "Policies as files, without a server.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExit codes:%n",
    footer = {"  0 all is well, 1 something isn't, 2 wrong usage."})
public final class PolicyTool {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private PolicyTool() {}

  /** Its exit code is the process's. */
  public static void main(String... arguments) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var error =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.exit(run(out, error, arguments));
  }

  static int run(PrintStream out, PrintStream error, String... arguments) {
    return new CommandLine(new PolicyTool())
        .addSubcommand(new InitCommand(error))
        .addSubcommand(new TestCommand(out, error))
        .addSubcommand(new LintCommand(out, error))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(error, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, _, _) -> failed(e, error))
        .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
  }

  private static int failed(Exception e, PrintStream error) throws Exception {
    return switch (e) {
      case NoPackException wrong -> {
        error.println(wrong.getMessage());
        yield WRONG_USAGE;
      }
      case IOException wrong -> {
        error.println("can't be read or written: " + wrong.getMessage());
        yield FAILED;
      }
      case UncheckedIOException wrong -> {
        error.println("can't be read or written: " + wrong.getMessage());
        yield FAILED;
      }
      default -> throw e;
    };
  }
}
