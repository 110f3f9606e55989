package io.countersign.cli;

import io.countersign.cli.api.ClientSettings;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** One run of the command against a stub server, with its streams kept. */
final class CommandRun implements Terminal {
  static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
  private final Map<String, String> environment;
  private final Deque<String> typed = new ArrayDeque<>();
  private String input = "";
  private boolean interactive;
  private int width = Integer.MAX_VALUE;
  private int exit = -1;

  CommandRun(Path home, int port) {
    this(Map.of("COUNTERSIGN_HOME", home.toString(), "COUNTERSIGN_PORT", Integer.toString(port)));
  }

  CommandRun(Map<String, String> environment) {
    this.environment = environment;
  }

  CommandRun input(String text) {
    input = text;
    return this;
  }

  /** There is a person, who answers questions with these lines. */
  CommandRun person(String... lines) {
    interactive = true;
    typed.addAll(Arrays.asList(lines));
    return this;
  }

  CommandRun width(int columns) {
    width = columns;
    return this;
  }

  CommandRun execute(String... arguments) {
    var context = new CliContext(this, new ClientSettings(environment), () -> NOW);
    exit = Countersign.run(context, arguments);
    return this;
  }

  int exit() {
    return exit;
  }

  String data() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return data().lines().toList();
  }

  String messages() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream out() {
    return outStream;
  }

  @Override
  public PrintStream err() {
    return errStream;
  }

  @Override
  public String nextLineOfInput() {
    var line = input.lines().findFirst().orElse("");
    input = input.substring(Math.min(input.length(), line.length() + 1));
    return line;
  }

  @Override
  public boolean interactive() {
    return interactive;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public String ask(String question) {
    errStream.print(question);
    return typed.isEmpty() ? "" : typed.pop();
  }

  @Override
  public String askSecretly(String question) {
    return ask(question);
  }
}
