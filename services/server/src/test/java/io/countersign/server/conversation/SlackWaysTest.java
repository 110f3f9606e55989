package io.countersign.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.config.TemporalTls;
import io.countersign.simulators.slack.SlackDelivery;
import io.countersign.simulators.slack.SlackSim;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** A whole server and a Slack: whichever way the file says that presses come, the same holds. */
class SlackWaysTest {
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final String ANNA = "U0ANNA0001";
  private static final String STRANGER = "U0STRANGE1";

  private final SlackSim slack =
      new SlackSim(0, SlackApp.socket(SECRET), InstantSource.system())
          .token(new SlackToken("xoxb-ways", SlackToken.BOT_SCOPES))
          .token(new SlackToken("xapp-ways", List.of("connections:write")))
          .member(ANNA, "anna", "anna@example.org")
          .member(STRANGER, "stranger", "stranger@example.org");
  private final String channel = slack.channel("operations", false);

  private String configuration(SlackMode mode) throws Exception {
    var folder = ScratchFolder.create();
    var bot = Files.writeString(folder.resolve("bot"), "xoxb-ways");
    var app = Files.writeString(folder.resolve("app"), "xapp-ways");
    var signing = Files.writeString(folder.resolve("signing"), SECRET);
    var way =
        switch (mode) {
          case HTTP -> "signingSecrets: [file:" + signing + "]";
          case SOCKET -> "appToken: file:" + app;
        };
    return """
    conversations:
      slack:
        kind: slack
        mode: %s
        botToken: file:%s
        %s
        apiUrl: %s
    channels:
      - {connection: slack, channel: %s}
    """
        .formatted(mode.name().toLowerCase(Locale.ROOT), bot, way, slack.apiUrl(), channel);
  }

  @ParameterizedTest
  @EnumSource(SlackMode.class)
  void s18_aPressIsADecisionWhicheverWayItComes(SlackMode mode) throws Exception {
    try (slack;
        var local =
            LocalServer.start(
                configuration(mode),
                TestDatabase.create().settings(),
                "127.0.0.1:1",
                TemporalTls.NONE)) {
      switch (mode) {
        case HTTP -> slack.setUp(SlackApp.at(SECRET, local.url() + "/slack/events"));
        case SOCKET -> Eventually.holds("the socket", () -> slack.connections() > 0);
      }
      decided(new ChatStage(TestServer.of(local)));
    }
  }

  private void decided(ChatStage stage) {
    var id = stage.waiting("low", 1);
    var card = Eventually.get("the card", () -> message("\"Approve\"")).path("ts").asString();
    pressed(STRANGER, card, "ACCOUNT_NOT_LINKED");
    assertThat(stage.record(id)).doesNotContain("approval-granted");

    link(stage);
    pressed(ANNA, card, "Recorded: approve");
    assertThat(stage.record(id).split("remediation.approval-granted", -1)).hasSize(2);
    var ended = Eventually.get("the card's end", () -> message("Approved: "));
    assertThat(ended.path("ts").asString()).isEqualTo(card);
    assertThat(ended.toString()).doesNotContain("\"Approve\"");
  }

  private void link(ChatStage stage) {
    var bearer = stage.server.invited("a" + UUID.randomUUID(), "approver", "responder");
    var code =
        stage
            .server
            .post(bearer, "/api/v1/me/links", Map.of("system", "slack"))
            .json()
            .path("code")
            .asString();
    Eventually.holds(
        "the link",
        () -> {
          var _ = slack.people().command(ANNA, channel, "/countersign", "link " + code);
          return whispered(ANNA, "This account is now");
        });
  }

  /** A busy machine may take longer than Slack waits: then it's pressed again. */
  private void pressed(String user, String card, String answer) {
    Eventually.holds(
        answer + " for " + user,
        () -> {
          int before = slack.whispers(user).size();
          if (press(user, card).acknowledged()) {
            Eventually.holds("a word for " + user, () -> slack.whispers(user).size() > before);
          }
          return whispered(user, answer);
        });
  }

  private SlackDelivery press(String user, String card) {
    return slack.people().press(user, channel, card, "Approve");
  }

  private Optional<ObjectNode> message(String text) {
    return slack.messages(channel).stream().filter(it -> it.toString().contains(text)).findFirst();
  }

  private boolean whispered(String user, String text) {
    return slack.whispers(user).stream().anyMatch(it -> it.toString().contains(text));
  }
}
