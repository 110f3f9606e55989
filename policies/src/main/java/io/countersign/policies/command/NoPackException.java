package io.countersign.policies.command;

/** The folder that was named holds no rules, or isn't one. */
final class NoPackException extends Exception {
  private static final long serialVersionUID = 1;

  NoPackException(String message) {
    super(message);
  }
}
