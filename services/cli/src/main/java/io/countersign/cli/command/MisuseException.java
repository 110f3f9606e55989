package io.countersign.cli.command;

/** The failure of a command that was given in a way that can't work. */
public final class MisuseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MisuseException(String message) {
    super(message);
  }
}
