package io.countersign.cli.command;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ProblemException;
import io.countersign.cli.api.UnprovenServerException;
import io.countersign.cli.api.UnreachableException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The handler of a failed command: says what went wrong and what to do; gives the exit code. */
public final class ErrorHandler implements IExecutionExceptionHandler {
  private final PrintStream err;

  public ErrorHandler(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    return switch (failure) {
      case ProblemException problem -> problem(problem);
      case UnreachableException unreachable -> unreachable(unreachable);
      case UnprovenServerException unproven -> unproven(unproven);
      case MisuseException misuse -> misuse(misuse, command);
      case UncheckedIOException unreadable -> failed(unreadable);
      default -> throw failure;
    };
  }

  private int problem(ProblemException problem) {
    var code = problem.code().isEmpty() ? "HTTP_" + problem.status() : problem.code();
    err.println(code + ": " + problem.getMessage());
    problem.errors().forEach(error -> err.println("  - " + error));
    if (problem.status() == 401 && !code.equals("BAD_CREDENTIALS") && !code.equals("LOCKED_OUT")) {
      err.println("Log in first: countersign login --user NAME");
    }
    if (code.equals("FORBIDDEN")) {
      err.println("`countersign whoami` shows your roles and who grants others.");
    }
    return ExitCode.of(problem.status());
  }

  private int unreachable(UnreachableException unreachable) {
    err.println("UNREACHABLE: " + unreachable.getMessage());
    err.println("Is it running? Start it with `countersign up`; COUNTERSIGN_URL or");
    err.println("COUNTERSIGN_PORT say where it is when it isn't on port 7780 of this machine.");
    return ExitCode.UNREACHABLE;
  }

  private int unproven(UnprovenServerException unproven) {
    err.println("UNPROVEN_SERVER: " + unproven.getMessage());
    return ExitCode.REFUSED;
  }

  private int misuse(MisuseException misuse, CommandLine command) {
    err.println(misuse.getMessage());
    err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
    return ExitCode.USAGE;
  }

  private int failed(UncheckedIOException unreadable) {
    err.println(unreadable.getMessage());
    return ExitCode.FAILED;
  }
}
