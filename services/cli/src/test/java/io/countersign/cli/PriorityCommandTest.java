package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident's priority is set by its word or by its number. */
class PriorityCommandTest {
  @TempDir Path home;
  private final StubServer server =
      new StubServer()
          .on(
              "POST /api/v1/incidents/inc_1/priority",
              200,
              "{\"position\":7,\"outcome\":\"done\"}");

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... arguments) {
    return new CommandRun(home, server.port()).execute(arguments);
  }

  @Test
  void aWordAndANumberAreTheSame() {
    assertThat(run("priority", "inc_1", "Moderate").messages())
        .contains("The priority of inc_1 is moderate.");
    assertThat(server.last().body()).isEqualTo("{\"priority\":\"moderate\"}");
    assertThat(run("priority", "inc_1", "p2").messages())
        .contains("The priority of inc_1 is high.");
    assertThat(server.last().body()).isEqualTo("{\"priority\":\"high\"}");
  }

  @Test
  void anyOtherWordIsRefusedBeforeAnythingIsSent() {
    assertThat(run("priority", "inc_1", "p6").messages()).contains("none of critical");
  }
}
