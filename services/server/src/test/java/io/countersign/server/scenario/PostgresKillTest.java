package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The embedded PostgreSQL killed in the middle of an incident, and nobody there to start it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class PostgresKillTest {
  private static final int TAKEN = 202;
  private static final int LATER = 503;

  @TempDir(factory = ScratchFolder.class)
  Path home;

  @Test
  void isStartedAgainAndTheIncidentGoesOnToItsEnd() throws Exception {
    try (var shop = new Shop();
        var server = new ServerProcess(home, ShopConfiguration.of(shop, home))) {
      var operator = new Operator(server.url());
      operator.waitUntilReady(server);
      operator.setUp(server.firstPassword());
      shop.deploy("2.0.0-bad");
      var since = Instant.now();
      assertThat(operator.alert("orders", since, null).status()).isEqualTo(TAKEN);
      var card = operator.expectRemediation("awaiting_approval");

      kill();
      var answers = alertUntilTaken(operator, since);
      assertThat(answers).isSubsetOf(TAKEN, LATER);
      assertThat(server.alive()).isTrue();

      assertThat(operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      operator.expectRemediation("completed");
      operator.alert("orders", since, Instant.now());
      operator.alert("web", since, Instant.now());
      operator.expectIncident("resolved");
      assertThat(shop.effects()).hasSize(1);
      assertThat(operator.types().stream().filter("alert.raised"::equals)).hasSize(2);
    }
  }

  private static List<Integer> alertUntilTaken(Operator operator, Instant since)
      throws IOException {
    var answers = new ArrayList<Integer>();
    do {
      answers.add(operator.alert("web", since, null).status());
    } while (answers.getLast() == LATER);
    return answers;
  }

  private void kill() throws IOException {
    var file = home.resolve("data").resolve("data").resolve("postmaster.pid");
    var postmaster = ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()));
    postmaster.orElseThrow().destroyForcibly();
    postmaster.orElseThrow().onExit().join();
  }
}
