package io.countersign.cli.command;

import io.countersign.cli.api.ExitCode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The handler of a line that is no command: says what isn't understood and where to look. */
public final class UsageHandler implements IParameterExceptionHandler {
  private static final int NEAR = 2;

  private final PrintStream err;

  public UsageHandler(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    err.println(failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      suggest(unmatched);
    }
    var command = failure.getCommandLine();
    err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
    if (isTop(command)) {
      err.println("`countersign up` starts the server, `countersign doctor` tells how it is.");
    }
    return ExitCode.USAGE;
  }

  /** Only what is nearly what was written: a wrong guess misleads more than none. */
  private void suggest(UnmatchedArgumentException unmatched) {
    var written = unmatched.getUnmatched().getFirst();
    var near = unmatched.getSuggestions().stream().filter(it -> isNear(it, written)).toList();
    if (!near.isEmpty()) {
      err.println("Did you mean " + String.join(" or ", near) + "?");
    }
  }

  private static boolean isNear(String suggestion, String written) {
    var left = letters(suggestion);
    var common = letters(written).stream().filter(left::remove).count();
    var longest = Math.max(suggestion.length(), written.length());
    return longest - common <= Math.min(NEAR, longest / 3);
  }

  private static List<Integer> letters(String text) {
    return new ArrayList<>(text.chars().boxed().toList());
  }

  private static boolean isTop(CommandLine command) {
    return command.getParent() == null;
  }
}
