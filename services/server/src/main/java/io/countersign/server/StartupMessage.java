package io.countersign.server;

import io.countersign.server.access.FirstAdministrator;
import io.countersign.server.config.Installation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** A message to the operator, on stderr, about this server's start. */
final class StartupMessage {
  private static final PrintStream ERR = System.err;

  private StartupMessage() {}

  static void begins(Installation installation) {
    var home = installation.home();
    var file = installation.configuration();
    ERR.println("Countersign starts; its log: " + home.resolve("logs/server.log"));
    ERR.println("Its home: " + home);
    ERR.println("Its configuration file: " + (file == null ? "none" : file.toAbsolutePath()));
  }

  static void ready(ListenAddress address, String identity) {
    ERR.println("Countersign listens on " + address.url());
    ERR.println("Its identity: " + identity);
    ERR.println("Log in: countersign login --user " + FirstAdministrator.LOGIN);
  }

  static void firstPassword(String password) {
    ERR.println("First start: log in as " + FirstAdministrator.LOGIN + ", password " + password);
    ERR.println("It's shown this once; change it: countersign user password admin");
  }

  static void letIn(String login, Path secret) {
    ERR.println("A one-time secret for the administrator " + login + " is in " + secret);
    ERR.println("It's good for 24 hours: countersign user redeem " + login);
  }

  /**
   * @param problems what is wrong and what to do, one a line
   */
  static void refused(List<String> problems) {
    ERR.println("Countersign can't start:");
    problems.forEach(problem -> ERR.println("  " + problem));
  }

  static void failed(Throwable failure) {
    ERR.println("Countersign can't start: " + cause(failure));
    ERR.println("  more in the log, logs/server.log in its home");
  }

  /** What it began with. */
  static Throwable cause(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
