package io.countersign.server.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of {@code countersign up}: its options and its help. */
@Command(
    name = "countersign up",
    sortOptions = false,
    header = "Starts the server; it runs until Ctrl-C.",
    description = {
      "",
      "Says where it listens and how to log in. Unless told otherwise it works on an embedded"
          + " PostgreSQL and an embedded Temporal, listens on this machine only, and is connected"
          + " to nothing: what it hears from and acts on stands in its configuration file.",
      ""
    },
    optionListHeading = "Options:%n",
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  COUNTERSIGN_JAVA_OPTS",
      "      Further options for its Java virtual machine; read by the launcher.",
      "",
      "Examples:",
      "  countersign up",
      "  countersign up --initial-password-file admin-password",
      "  countersign up --config /etc/countersign.yaml",
      "  countersign up --reset-administrator --initial-password-file admin-password",
      "  countersign up --halted",
      "  COUNTERSIGN_HOME=/srv/second COUNTERSIGN_PORT=7790 countersign up",
      "  TEMPORAL_ADDRESS=127.0.0.1:7233 countersign up",
      "",
      "Then: countersign login --user admin, and countersign doctor to see what is connected.",
      "Exit codes: 1 it failed (more in logs/server.log in its home), 2 its arguments,",
      "environment or configuration have to be put right."
    })
public final class UpCommand {
  private static final String CONFIG = "--config";
  private static final String PASSWORD_FILE = "--initial-password-file";
  private static final String RESET = "--reset-administrator";
  private static final String HALTED = "--halted";

  @Option(
      names = CONFIG,
      paramLabel = "FILE",
      description =
          "What the server is connected to (default: its home's countersign.yaml, if it has one).")
  private @Nullable Path configuration;

  @Option(
      names = PASSWORD_FILE,
      paramLabel = "PATH",
      description =
          "Where the first administrator's password is written, readable by its owner only"
              + " (default: it's printed, once).")
  private @Nullable Path passwordFile;

  @Option(
      names = RESET,
      description =
          "Lets an administrator in again: writes a one-time secret to "
              + PASSWORD_FILE
              + ", for `user redeem`.")
  private boolean resetAdministrator;

  @Option(
      names = HALTED,
      description =
          "Begins with nothing being executed, as by `halt`, until an administrator resumes: after"
              + " a restore.")
  private boolean halted;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  private boolean help;

  private UpCommand() {}

  /** Adds all that is wrong about the arguments to the problems. */
  static UpCommand read(List<String> arguments, List<String> problems) {
    var command = new UpCommand();
    command.parse(arguments).errors().forEach(error -> problems.add(problem(error)));
    if (command.resetAdministrator && command.passwordFile == null) {
      problems.add(RESET + " needs " + PASSWORD_FILE + " PATH");
    }
    return command;
  }

  /** The options, the environment's variables and examples, where the arguments ask for them. */
  public static Optional<String> help(List<String> arguments) {
    var command = new UpCommand();
    command.parse(arguments);
    return command.help ? Optional.of(line(command).getUsageMessage()) : Optional.empty();
  }

  @Nullable Path configuration() {
    return configuration;
  }

  @Nullable Path passwordFile() {
    return passwordFile == null ? null : passwordFile.toAbsolutePath();
  }

  boolean resetAdministrator() {
    return resetAdministrator;
  }

  boolean halted() {
    return halted;
  }

  private ParseResult parse(List<String> arguments) {
    var line = line(this).setOverwrittenOptionsAllowed(true).setExpandAtFiles(false);
    line.getCommandSpec().parser().collectErrors(true);
    return line.parseArgs(arguments.toArray(String[]::new));
  }

  private static CommandLine line(UpCommand command) {
    var line = new CommandLine(command);
    var usage = line.getCommandSpec().usageMessage();
    var variables = Arrays.stream(ServerVariable.values()).map(ServerVariable::help);
    usage.footer(Stream.concat(variables, Arrays.stream(usage.footer())).toArray(String[]::new));
    return line;
  }

  private static String problem(Exception error) {
    return switch (error) {
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          ((OptionSpec) missing.getMissing().getFirst()).longestName() + " needs a value";
      case UnmatchedArgumentException unknown ->
          "unknown argument %s; see `countersign up --help`"
              .formatted(String.join(" ", unknown.getUnmatched()));
      default -> String.valueOf(error.getMessage());
    };
  }
}
