package io.countersign.cli.command;

/** The command was given in a way that can't work. */
public final class Misuse extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Misuse(String message) {
    super(message);
  }
}
