package io.countersign.cli.command;

import io.countersign.cli.api.ClientSettings;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.terminal.Terminal;
import io.countersign.cli.terminal.TimeTexts;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/** The surroundings of one run of a command: terminal, settings and clock. */
public record CliContext(Terminal terminal, ClientSettings installation, InstantSource clock) {

  /** The server that the environment names, with the session kept for it. */
  public ServerApi server() {
    return new ServerApi(installation);
  }

  public TimeTexts times() {
    return new TimeTexts(clock.instant());
  }

  /** What an answer warns of, if it does. */
  public void warn(JsonNode answer) {
    var warning = JsonAnswers.at(answer, "/warning");
    if (!warning.isEmpty()) {
      say("Warning: " + warning);
    }
  }

  /** One line for the person, beside the data. */
  public void say(String message) {
    terminal.err().println(message);
  }
}
