package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.simulators.http.Fault;
import io.countersign.simulators.slack.SlackSim;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decision that came out of Slack, and the server killed before Slack was told of it: started
 * again it tells once.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class SlackKillTest {
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final String ANN = "U0ANN00001";
  private static final int MANY = 1_000;

  @TempDir(factory = ScratchFolder.class)
  Path home;

  private final SlackSim slack =
      new SlackSim(0, SlackApp.socket(SECRET), InstantSource.system())
          .token(new SlackToken("xoxb-kill", SlackToken.BOT_SCOPES))
          .member(ANN, "ann", "ann@example.org");
  private final String channel = slack.channel("operations", false);

  private String chat() throws Exception {
    var bot = Files.writeString(home.resolve("bot"), "xoxb-kill");
    var signing = Files.writeString(home.resolve("signing"), SECRET);
    return """
    conversations:
      slack:
        kind: slack
        botToken: file:%s
        signingSecrets: [file:%s]
        apiUrl: %s
    channels:
      - {connection: slack, channel: %s}
    """
        .formatted(bot, signing, slack.apiUrl(), channel);
  }

  @Test
  void s17_whatWasDecidedBeforeItWasKilledIsShownOnceByTheNext() throws Exception {
    try (slack;
        var shop = new Shop();
        var server = new ServerProcess(home, ShopConfiguration.of(shop, home) + chat())) {
      slack.setUp(SlackApp.at(SECRET, server.url() + "/slack/events"));
      var operator = new Operator(server.url());
      operator.waitUntilReady(server);
      operator.setUp(server.firstPassword());
      link(operator);
      shop.deploy("2.0.0-bad");
      var since = Instant.now();
      assertThat(operator.alert("orders", since, null).status()).isEqualTo(202);
      assertThat(operator.alert("web", since, null).status()).isEqualTo(202);
      var card = Eventually.get("the card", () -> message("\"Deny\"")).path("ts").asString();
      slack.faults().next("chat.update", Fault.tooManyRequests(1), MANY);
      deny(card);
      operator.expectEvent("remediation.approval-denied");
      server.kill();

      slack.faults().clear();
      long before = updates(card);
      server.startAgain();
      operator.waitUntilReady(server);
      Eventually.get("its end", () -> message("Denied: "));
      Eventually.holds("nothing waits", () -> waiting(operator).filter(it -> it == 0).isPresent());
      assertThat(updates(card) - before).as("how often it's told").isEqualTo(1);
      assertThat(operator.types().stream().filter("remediation.approval-denied"::equals))
          .hasSize(1);
    }
  }

  /** A busy machine may take longer than Slack waits: then it's typed, and pressed, again. */
  private void link(Operator operator) throws Exception {
    var bea = operator.invited("bea", "approver", "responder");
    var linked = operator.post("/api/v1/me/links", Map.of("system", "slack"), bea);
    assertThat(linked.body().path("code").asString()).as(linked.toString()).isNotEmpty();
    var code = linked.body().path("code").asString();
    Eventually.holds(
        "the link",
        () -> {
          var _ = slack.people().command(ANN, channel, "/countersign", "link " + code);
          return whispered("This account is now");
        });
  }

  private void deny(String card) {
    var form =
        Eventually.get(
                "the form",
                () -> {
                  var _ = slack.people().press(ANN, channel, card, "Deny");
                  return slack.people().viewsOf(ANN).stream().findFirst();
                })
            .path("id")
            .asString();
    Eventually.holds(
        "it's taken",
        () -> {
          var sent = slack.people().submit(ANN, form, Map.of("reason", "not now"));
          return sent.acknowledged() && !sent.answer().contains("errors");
        });
  }

  private boolean whispered(String text) {
    return slack.whispers(ANN).stream().anyMatch(it -> it.toString().contains(text));
  }

  private Optional<ObjectNode> message(String text) {
    return slack.messages(channel).stream().filter(it -> it.toString().contains(text)).findFirst();
  }

  private long updates(String card) {
    return slack.calls().stream()
        .filter(it -> it.path().endsWith("chat.update"))
        .filter(it -> new String(it.body(), StandardCharsets.UTF_8).contains(card))
        .count();
  }

  private static Optional<Integer> waiting(Operator operator) {
    try {
      var answer = operator.get("/api/v1/conversations");
      return answer.status() == 200
          ? Optional.of(answer.body().path("items").size())
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
