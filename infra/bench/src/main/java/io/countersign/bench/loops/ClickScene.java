package io.countersign.bench.loops;

import io.countersign.demo.net.LoopbackServer;
import io.countersign.demo.product.ProductApi;
import io.countersign.simulators.slack.SlackDelivery;
import io.countersign.simulators.slack.SlackSim;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A server, a simulated Slack with the cards of its incidents, and people who linked themselves.
 */
final class ClickScene implements AutoCloseable {
  private static final int INCIDENTS = 50;
  private static final int CHANNELS = 10;
  private static final int PEOPLE = 20;
  private static final String TAKE_OVER = "Take over";
  private static final String PASSWORD = "correct horse battery";

  /** A card that waits for somebody to take its incident over. */
  record PressedCard(String channel, String ts) {}

  private final SlackSim slack;
  private final ServerUnderLoad load;
  private final ProductApi administrator;
  private final List<PressedCard> cards = new ArrayList<>();

  private ClickScene(SlackSim slack, ServerUnderLoad load) throws IOException {
    this.slack = slack;
    this.load = load;
    this.administrator =
        ProductApi.login(
            URI.create(load.server().url()),
            "admin",
            Files.readString(load.server().password()).strip());
  }

  /** Sets it; it takes a minute or two. */
  static ClickScene set(PrintStream progress) throws IOException {
    var folder = Files.createTempDirectory("countersign-bench-slack-");
    int port = LoopbackServer.freePort();
    var app = SlackApp.at("bench signing secret", "http://127.0.0.1:" + port + "/slack/events");
    var slack = new SlackSim(0, app, InstantSource.system());
    slack.token(new SlackToken("xoxb-bench", SlackToken.BOT_SCOPES));
    for (int i = 0; i < PEOPLE; i++) {
      slack.member(user(i), "p" + i, "p" + i + "@example.org");
    }
    var channels = new ArrayList<String>();
    for (int i = 0; i < CHANNELS; i++) {
      channels.add(slack.channel("bench-" + i, false));
    }
    var load = new ServerUnderLoad(configuration(slack, channels, folder), port);
    var scene = new ClickScene(slack, load);
    progress.println(ClicksBenchmark.SET + ": people link their accounts");
    scene.link(channels.getFirst());
    progress.println(ClicksBenchmark.SET + ": incidents are told in their channels");
    scene.open(channels);
    return scene;
  }

  static String user(int number) {
    return String.format(Locale.ROOT, "U%07d", number);
  }

  /** Each service's incident is told in one of the channels, which take a message a second. */
  private static String configuration(SlackSim slack, List<String> channels, Path folder)
      throws IOException {
    var token = Files.writeString(folder.resolve("bot-token"), "xoxb-bench");
    var secret = Files.writeString(folder.resolve("signing-secret"), "bench signing secret");
    var text = new StringBuilder(ServerUnderLoad.CONFIGURATION);
    text.append("conversations:\n  slack:\n    kind: slack\n");
    text.append("    botToken: file:").append(token).append('\n');
    text.append("    signingSecrets: [file:").append(secret).append("]\n");
    text.append("    apiUrl: ").append(slack.apiUrl()).append('\n');
    text.append("channels:\n");
    for (int i = 0; i < INCIDENTS; i++) {
      text.append("  - {service: ").append(service(i)).append(", connection: slack, channel: ");
      text.append(channels.get(i % CHANNELS)).append("}\n");
    }
    return text.toString();
  }

  private static String service(int number) {
    return "clicked-" + number;
  }

  /** As people do it: a code from the server, typed in the chat. */
  private void link(String channel) throws IOException {
    for (int i = 0; i < PEOPLE; i++) {
      var name = "p" + i;
      var invited =
          administrator.post("/api/v1/users", Map.of("name", name, "roles", List.of("responder")));
      var url = URI.create(load.server().url());
      var secret = invited.path("secret").asString();
      var _ =
          ProductApi.withToken(url, "")
              .post(
                  "/api/v1/password-reset",
                  Map.of("name", name, "secret", secret, "password", PASSWORD));
      var code =
          ProductApi.login(url, name, PASSWORD)
              .post("/api/v1/me/links", Map.of("system", "slack"))
              .path("code")
              .asString();
      var typed = slack.people().command(user(i), channel, "/countersign", "link " + code);
      if (!typed.acknowledged() || typed.answer().contains("Refused")) {
        throw new IOException("an account wasn't linked: " + typed.answer());
      }
    }
  }

  private void open(List<String> channels) throws IOException {
    for (int i = 0; i < INCIDENTS; i++) {
      load.sender().fires(service(i));
    }
    ServerUnderLoad.await(
        "each incident's card is posted", () -> posted(channels).size() >= INCIDENTS);
    cards.addAll(posted(channels));
  }

  private List<PressedCard> posted(List<String> channels) {
    var found = new ArrayList<PressedCard>();
    for (var channel : channels) {
      for (var message : slack.messages(channel)) {
        if (message.toString().contains('"' + TAKE_OVER + '"')) {
          found.add(new PressedCard(channel, message.path("ts").asString()));
        }
      }
    }
    return found;
  }

  int people() {
    return PEOPLE;
  }

  List<PressedCard> cards() {
    return cards;
  }

  SlackDelivery press(int person, PressedCard card) {
    return slack.people().press(user(person), card.channel(), card.ts(), TAKE_OVER);
  }

  /** How often an incident was given to somebody, by the record. */
  int decisions() {
    return administrator.all("/api/v1/audit/events?type=incident.assigned&limit=200").stream()
        .map(JsonNode::toString)
        .toList()
        .size();
  }

  @Override
  public void close() throws IOException {
    load.close();
    slack.close();
  }
}
