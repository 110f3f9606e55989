package io.countersign.verifier.command;

/** A question that was asked in a wrong way. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String why) {
    super(why);
  }
}
