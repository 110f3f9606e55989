package io.countersign.witness.protocol;

/** A request that isn't what the protocol demands: 400, with the reason. */
public final class MalformedRequestException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedRequestException(String reason) {
    super(reason, null, false, false);
  }
}
