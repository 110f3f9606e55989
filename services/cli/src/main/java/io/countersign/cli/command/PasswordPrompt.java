package io.countersign.cli.command;

import io.countersign.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/**
 * The way to a password: the standard input or a prompt that shows nothing. Never an argument,
 * which every user of the machine could read.
 */
public final class PasswordPrompt {
  @Option(
      names = "--password-stdin",
      description =
          "Reads it from the standard input, one line; where two are asked for, the old one first.")
  private boolean fromInput;

  /** Asks once; for a password that exists. */
  public String existing(Terminal terminal) {
    return fromInput ? read(terminal) : prompt(terminal, "Password: ");
  }

  /** Asks once, for what isn't a password but as secret. */
  public String secret(Terminal terminal, String question) {
    return fromInput ? read(terminal) : prompt(terminal, question);
  }

  /** Asks twice; for a password that is being made. */
  public String fresh(Terminal terminal) {
    if (fromInput) {
      return read(terminal);
    }
    var first = prompt(terminal, "New password: ");
    if (!first.equals(prompt(terminal, "The same again: "))) {
      throw new MisuseException("The two passwords differ.");
    }
    return first;
  }

  private static String read(Terminal terminal) {
    return present(terminal.nextLineOfInput());
  }

  private static String prompt(Terminal terminal, String question) {
    if (!terminal.interactive()) {
      throw new MisuseException("Without a terminal the password must come by --password-stdin.");
    }
    return present(terminal.askSecretly(question));
  }

  private static String present(String password) {
    if (password.isEmpty()) {
      throw new MisuseException("The password is empty.");
    }
    return password;
  }
}
