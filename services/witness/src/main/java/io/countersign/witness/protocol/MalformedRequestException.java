package io.countersign.witness.protocol;

/** A request that isn't what the protocol demands: 400, with the reason. */
public final class MalformedRequestException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  MalformedRequestException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** For the answer. */
  public String reason() {
    return reason;
  }
}
