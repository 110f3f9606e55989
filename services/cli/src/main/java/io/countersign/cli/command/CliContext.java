package io.countersign.cli.command;

import io.countersign.cli.api.ClientSettings;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.terminal.Terminal;
import io.countersign.cli.terminal.TimeTexts;
import java.time.InstantSource;

/** The surroundings of one run of a command: terminal, settings and clock. */
public record CliContext(Terminal terminal, ClientSettings installation, InstantSource clock) {

  /** The server that the environment names, with the session kept for it. */
  public ServerApi server() {
    return new ServerApi(installation);
  }

  public TimeTexts times() {
    return new TimeTexts(clock.instant());
  }

  /** One line for the person, beside the data. */
  public void say(String message) {
    terminal.err().println(message);
  }
}
