package io.countersign.demo.slack;

import io.countersign.demo.browser.Browser;
import io.countersign.demo.net.ChildProcesses;
import io.countersign.demo.product.ProductApi;
import io.countersign.demo.product.ProductSetup;
import io.countersign.demo.story.Narrator;
import io.countersign.simulators.slack.SlackSim;
import io.countersign.simulators.slack.page.SlackPage;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** A workspace on loopback with one channel and one person, who is the demo's approver. */
public final class DemoSlack implements AutoCloseable {
  /** The connection's name in the product's configuration. */
  static final String CONNECTION = "demo-slack";

  static final String PERSON = "U0ANNA0001";

  private final SlackSim sim;
  private final String channel;
  private final String secret = UUID.randomUUID().toString();
  private final String botToken = "xoxb-" + UUID.randomUUID();

  public DemoSlack(URI product) {
    var slack = product.resolve("/slack/");
    var app =
        new SlackApp(
            secret,
            slack.resolve("interactions").toString(),
            slack.resolve("commands").toString(),
            slack.resolve("events").toString(),
            false);
    sim = new SlackSim(0, app, InstantSource.system());
    sim.page(new SlackPage(sim)::answer);
    sim.token(new SlackToken(botToken, SlackToken.BOT_SCOPES));
    sim.member(PERSON, "anna", "anna@example.org");
    channel = sim.channel("incidents", false);
    sim.limitPosts(true);
  }

  /** The section of the product's configuration; the secrets lie beside it. */
  public String configuration(Path folder) throws IOException {
    var token = ProductSetup.secretFile(folder.resolve("slack-bot-token"), botToken);
    var signing = ProductSetup.secretFile(folder.resolve("slack-signing-secret"), secret);
    return """
    conversations:
      %s:
        kind: slack
        botToken: file:%s
        signingSecrets: [file:%s]
        apiUrl: %s
    channels:
      - {connection: %s, channel: %s}
    """
        .formatted(CONNECTION, token, signing, sim.apiUrl(), CONNECTION, channel);
  }

  /** The channel's page, as its person sees it. */
  public URI page() {
    return sim.address().resolve("/?as=" + PERSON + "&channel=" + channel);
  }

  /**
   * Whoever approves there.
   *
   * @param path where a browser is looked for
   * @param folder for what it keeps
   * @param human somebody else presses
   */
  public SlackApprover approver(
      String path, Path folder, Narrator narrator, ProductApi approver, boolean human) {
    var program = ChildProcesses.find(path, "chromium", "chromium-browser", "google-chrome");
    narrator.say(
        "Slack          a simulated workspace at "
            + page()
            + program.map(it -> ", used in " + it.getFileName()).orElse(", used by its forms"));
    var desk =
        program
            .<SlackDesk>map(
                it -> new BrowserDesk(Browser.start(it, folder.resolve("browser")), page()))
            .orElseGet(() -> new FormDesk(page()));
    return SlackApprover.linked(desk, narrator, human, approver);
  }

  @Override
  public void close() {
    sim.close();
  }
}
