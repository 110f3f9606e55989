package io.countersign.server.web.problem;

import java.io.IOException;

/** A body takes longer than anybody waits for it. */
public final class BodyTooSlowException extends IOException {
  public BodyTooSlowException() {
    super("the body took too long");
  }
}
