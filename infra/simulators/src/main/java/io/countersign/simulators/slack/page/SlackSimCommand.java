package io.countersign.simulators.slack.page;

import io.countersign.simulators.slack.SlackSim;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts slack-sim by hand, and prints what an app needs to connect to it. */
@Command(name = "slack-sim", mixinStandardHelpOptions = true)
public final class SlackSimCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "0", description = "Of the API and the page; 0 for any")
  private int port;

  @Option(names = "--url", description = "Where the app takes what people do; none: Socket Mode")
  private String url = "";

  @Option(names = "--signing-secret", defaultValue = "slack-sim-signing-secret")
  private String signingSecret = "";

  @Option(names = "--bot-token", defaultValue = "xoxb-slack-sim")
  private String botToken = "";

  @Option(names = "--app-token", defaultValue = "xapp-slack-sim")
  private String appToken = "";

  @Option(names = "--user", description = "NAME of a member; may be repeated")
  private List<String> users = List.of("alice", "bob", "carol");

  @Option(names = "--channel", description = "NAME of a channel; may be repeated")
  private List<String> channels = List.of("incidents", "operations");

  @Option(names = "--limit-posts", description = "One message a second and channel")
  private boolean limited;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SlackSimCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    var app = url.isEmpty() ? SlackApp.socket(signingSecret) : SlackApp.at(signingSecret, url);
    try (var sim = new SlackSim(port, app, InstantSource.system())) {
      sim.page(new SlackPage(sim)::answer);
      sim.token(new SlackToken(botToken, SlackToken.BOT_SCOPES));
      sim.token(new SlackToken(appToken, List.of("connections:write")));
      int number = 0;
      for (var name : users) {
        number++;
        sim.member(String.format(Locale.ROOT, "U0USER%04d", number), name, name + "@example.com");
      }
      channels.forEach(it -> sim.channel(it, false));
      sim.limitPosts(limited);
      print(sim);
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private void print(SlackSim sim) {
    System.out.println("page: " + sim.address() + "/");
    System.out.println("apiUrl: " + sim.apiUrl());
    System.out.println("botToken: " + botToken);
    System.out.println("appToken: " + appToken);
    System.out.println("signingSecret: " + signingSecret);
    System.out.println("mode: " + (url.isEmpty() ? "socket" : "http"));
    System.out.flush();
  }
}
