package io.countersign.server.web;

import java.io.IOException;

/** More came than a path takes. */
final class BodyTooLarge extends IOException {
  BodyTooLarge() {
    super("the body is too long");
  }
}
