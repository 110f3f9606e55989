package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OncallCommandsTest {
  @TempDir Path home;
  private final StubServer server =
      new StubServer()
          .on(
              "GET /api/v1/oncall?limit=50",
              200,
              """
              {"items":[{"name":"primary","via":"mail","person":"kim","by":"weekly",
                "until":"2026-01-05T08:00:00Z","note":"lee was disabled: the next is told"},{"name":"empty","via":"mail"}]}\
              """)
          .on(
              "GET /api/v1/oncall/primary?at=2026-01-04T00%3A00%3A00Z&days=2",
              200,
              """
              {"name":"primary","zone":"Europe/Berlin","at":"2026-01-04T00:00:00Z","shifts":[
                {"start":"2026-01-04T00:00:00Z","end":"2026-01-05T08:00:00Z"},
                {"start":"2026-01-05T08:00:00Z","end":"2026-01-06T00:00:00Z","person":"pat",
                 "by":"weekly"}]}\
              """)
          .on(
              "GET /api/v1/notices?incident=inc_1&limit=50",
              200,
              """
              {"items":[{"at":"2026-01-01T09:00:00Z","kind":"incident-escalated","receiver":"chat",
                "target":"","outcome":"not_routed","route":"","why":"it took night, which names others"}],
               "due":[{"dueAt":"2026-01-01T10:30:00Z","receiver":"oncall:primary","route":"night",
                "escalation":true},{"dueAt":"2026-01-01T10:00:00Z","receiver":"chat",
                "route":"night","escalation":true,"instead":true}]}\
              """);

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... arguments) {
    return new CommandRun(home, server.port()).execute(arguments);
  }

  @Test
  void whoIsOnCallNowIsListed() {
    var lines = run("oncall").lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("primary", "kim", "weekly", "2026-01-05T08:00:00Z", "mail");
    assertThat(run("oncall").data()).contains("lee was disabled");
  }

  @Test
  void aGapIsCalledNobody() {
    var lines =
        run("oncall", "show", "primary", "--at", "2026-01-04T00:00:00Z", "--days", "2").lines();
    assertThat(lines.get(0)).isEqualTo("on call: nobody");
    assertThat(lines.get(1)).isEqualTo("times: Europe/Berlin");
    assertThat(lines.get(3)).contains("2026-01-04 01:00", "nobody");
    assertThat(lines.get(4)).contains("2026-01-05 09:00 (in 3d)", "pat", "weekly");
  }

  @Test
  void whyNobodyWasToldIsAnswered() {
    var run = run("notices", "--incident", "inc_1");
    assertThat(run.lines().get(1)).contains("chat", "not_routed", "names others");
    assertThat(run.messages())
        .contains("2026-01-01T10:30:00Z", "oncall:primary", "night")
        .contains("everybody else, since chat can't be told by night");
  }
}
