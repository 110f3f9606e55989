package io.countersign.witness.command;

/** A command line that can't be understood: exit code 2. */
final class WitnessUsageException extends Exception {
  private static final long serialVersionUID = 1;

  WitnessUsageException(String message) {
    super(message);
  }
}
