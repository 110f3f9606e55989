package io.countersign.connectors.intake.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;

/** A text in which nothing is malformed, but which is no JSON value, or more than one. */
final class NotOneValueException extends StreamReadException {
  private static final long serialVersionUID = 1;

  /**
   * @param what is wrong with it, in words for its sender
   */
  NotOneValueException(JsonParser parser, String what) {
    super(parser, what);
  }
}
