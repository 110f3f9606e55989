package io.countersign.server.web;

import java.io.IOException;

/** More came than a path takes. */
final class BodyTooLargeException extends IOException {
  BodyTooLargeException() {
    super("the body is too long");
  }
}
