package io.countersign.server.web.problem;

import java.io.IOException;

/** More came than a path takes. */
public final class BodyTooLargeException extends IOException {
  public BodyTooLargeException() {
    super("the body is too long");
  }
}
