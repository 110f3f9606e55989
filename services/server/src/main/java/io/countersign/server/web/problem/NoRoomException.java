package io.countersign.server.web.problem;

import java.io.IOException;

/** Other bodies fill the room that there is for them. */
public final class NoRoomException extends IOException {
  public NoRoomException() {
    super("too many large bodies at once");
  }
}
