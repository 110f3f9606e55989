package io.countersign.cli.command;

import io.countersign.cli.api.Installation;
import io.countersign.cli.api.Server;
import io.countersign.cli.api.SessionFile;
import io.countersign.cli.terminal.Terminal;
import io.countersign.cli.terminal.Times;
import java.time.InstantSource;

/** What a command works with. */
public record Context(Terminal terminal, Installation installation, InstantSource clock) {

  /** The server that the environment names, with the session kept for it. */
  public Server server() {
    return new Server(installation.server(), new SessionFile(installation.home()));
  }

  public Times times() {
    return new Times(clock.instant());
  }

  /** One line for the person, beside the data. */
  public void say(String message) {
    terminal.err().println(message);
  }
}
