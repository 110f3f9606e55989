package io.countersign.cli.command;

import io.countersign.cli.api.ClientSettings;
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
  private final ClientSettings settings;

  public ErrorHandler(PrintStream err, ClientSettings settings) {
    this.err = err;
    this.settings = settings;
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
    if (problem.code().isEmpty()) {
      err.println("A Countersign server says more: is it one that answers there?");
      settings.whence().forEach(err::println);
    }
    if (code.equals("NOT_FOUND")) { // what isn't there has a code of its own
      err.println("The server doesn't know this request: is it older than this client?");
    }
    if (code.equals("FORBIDDEN")) {
      err.println("`countersign whoami` shows your roles and who grants others.");
    }
    return ExitCode.of(problem.status());
  }

  private int unreachable(UnreachableException unreachable) {
    err.println("UNREACHABLE: " + unreachable.getMessage());
    settings.whence().forEach(err::println);
    err.println("Is it running? Start it with `countersign up`.");
    return ExitCode.UNREACHABLE;
  }

  private int unproven(UnprovenServerException unproven) {
    err.println("UNPROVEN_SERVER: " + unproven.getMessage());
    settings.whence().forEach(err::println);
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
