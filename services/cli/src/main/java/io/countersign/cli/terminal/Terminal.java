package io.countersign.cli.terminal;

import java.io.PrintStream;

/** The streams of one run and, if there is one, the person at them. */
public interface Terminal {
  /** Data. */
  PrintStream out();

  /** Progress, messages and questions. */
  PrintStream err();

  /**
   * The next line of the standard input, without its line end; empty at its end.
   *
   * @throws java.io.UncheckedIOException when it can't be read
   */
  String nextLineOfInput();

  /** Whether a person can be asked. */
  boolean interactive();

  /** How many columns a table may have. */
  int width();

  /** Asks on the terminal; empty when the person ends the input. */
  String ask(String question);

  /** Asks without showing what is typed; empty when the person ends the input. */
  String askSecretly(String question);
}
