package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommanderCommandsTest {
  @TempDir Path home;
  private final StubServer server =
      new StubServer()
          .on(
              "POST /api/v1/incidents/inc_1/commander",
              200,
              "{\"position\":7,\"outcome\":\"done\"}");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void somebodyTakesCommandOrGivesItToAnother() {
    var taken = new CommandRun(home, server.port()).execute("commander", "assign", "inc_1");
    assertThat(taken.messages()).contains("You command inc_1.");
    assertThat(server.last().body()).isEqualTo("{}");
    var given = new CommandRun(home, server.port()).execute("commander", "assign", "inc_1", "anna");
    assertThat(given.messages()).contains("anna commands inc_1.");
    assertThat(server.last().body()).isEqualTo("{\"to\":\"anna\"}");
  }
}
