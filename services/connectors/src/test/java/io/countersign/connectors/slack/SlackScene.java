package io.countersign.connectors.slack;

import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.simulators.slack.SlackSim;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slack on loopback with an app set up in it, and a connection to it. */
final class SlackScene implements AutoCloseable {
  static final String TEAM = "T0ACME0001";
  static final String ALICE = "U0ALICE001";
  static final String BOT_TOKEN = "xoxb-scene-bot";
  static final String APP_TOKEN = "xapp-scene-app";
  static final String SIGNING = "8f742231b10e8888abcd99yyyzzz85a5";

  private final Path secrets;
  private Instant now = Instant.now();
  private final SlackSim sim = new SlackSim(0, SlackApp.socket(SIGNING), this::now);
  private final String channel;

  SlackScene(Path secrets) {
    this.secrets = secrets;
    sim.token(new SlackToken(BOT_TOKEN, SlackToken.BOT_SCOPES));
    sim.token(new SlackToken(APP_TOKEN, List.of("connections:write")));
    sim.member(ALICE, "alice", "alice@example.com");
    channel = sim.channel("operations", false);
    secret("bot", BOT_TOKEN);
    secret("app", APP_TOKEN);
    secret("signing", SIGNING);
  }

  /** The simulator's time. */
  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  SlackSim sim() {
    return sim;
  }

  /** The id of the channel {@code operations}. */
  String channel() {
    return channel;
  }

  static ConversationPerson alice() {
    return new ConversationPerson(TEAM, ALICE);
  }

  /** A secret's reference. */
  String secret(String name, String value) {
    var file = secrets.resolve(name);
    try {
      Files.writeString(file, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "file:" + file;
  }

  SlackSettings settings(SlackMode mode, String... signing) {
    var all = new ArrayList<>(List.of("file:" + secrets.resolve("signing")));
    all.addAll(List.of(signing));
    return new SlackSettings(
        "team-slack",
        "file:" + secrets.resolve("bot"),
        all,
        mode,
        mode == SlackMode.SOCKET ? "file:" + secrets.resolve("app") : null,
        URI.create(sim.apiUrl()),
        Duration.ofSeconds(8));
  }

  SlackConversation conversation() {
    return conversation(SlackMode.HTTP, null);
  }

  SlackConversation conversation(SlackMode mode, @Nullable InstantSource clock) {
    return new SlackConversation(
        settings(mode), new BoundedHttp(), clock == null ? this::now : clock);
  }

  /** What the product asked is what Slack's own pages know, whatever a test was about. */
  void closeAndCheck() {
    sim.close();
    SlackRequests.check(sim.calls());
  }

  @Override
  public void close() {
    sim.close();
  }
}
