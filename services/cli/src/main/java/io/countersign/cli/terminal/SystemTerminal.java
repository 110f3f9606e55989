package io.countersign.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The process's own streams, in UTF-8 whatever the locale says. */
public final class SystemTerminal implements Terminal {
  private static final int NARROW = 80;

  private final PrintStream out = utf8(FileDescriptor.out);
  private final PrintStream err = utf8(FileDescriptor.err);
  private final BufferedReader input =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final Map<String, String> environment;
  private final @Nullable Console console;

  public SystemTerminal(Map<String, String> environment) {
    this.environment = environment;
    var found = System.console();
    this.console = found != null && found.isTerminal() ? found : null;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public PrintStream err() {
    return err;
  }

  @Override
  public String nextLineOfInput() {
    try {
      var line = input.readLine();
      return line == null ? "" : line;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public boolean interactive() {
    return console != null;
  }

  /** A pipe gets whole lines; a terminal what {@code COLUMNS} says, else 80. */
  @Override
  public int width() {
    if (console == null) {
      return Integer.MAX_VALUE;
    }
    var columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : NARROW;
  }

  @Override
  public String ask(String question) {
    err.print(question);
    err.flush();
    var line = console == null ? null : console.readLine();
    return line == null ? "" : line;
  }

  @Override
  public String askSecretly(String question) {
    err.print(question);
    err.flush();
    var typed = console == null ? null : console.readPassword();
    return typed == null ? "" : new String(typed);
  }
}
