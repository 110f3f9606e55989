package io.countersign.verifier.command;

/** A question that was asked in a wrong way. */
final class VerifyUsageException extends Exception {
  private static final long serialVersionUID = 1;

  VerifyUsageException(String why) {
    super(why);
  }
}
