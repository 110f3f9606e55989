package io.countersign.simulators.jira;

import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a Jira until it's ended. */
@Command(name = "jira-sim", mixinStandardHelpOptions = true, description = "A Jira on loopback.")
public final class JiraSimulatorCommand implements Callable<Integer> {
  private static final String BOT = "bot";

  @Option(names = "--port", defaultValue = "8090", description = "0 for any that is free")
  private int port;

  @Option(names = "--datacenter", description = "a Data Center instead of the Cloud")
  private boolean dataCenter;

  @Option(names = "--token", defaultValue = "jira-sim-token", description = "of every account")
  private String token = "";

  @Option(names = "--webhook", description = "where to tell what happens")
  private @Nullable URI webhook;

  @Option(names = "--webhook-secret", defaultValue = "simulated", description = "that signs it")
  private String secret = "simulated";

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new JiraSimulatorCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    var edition = dataCenter ? JiraEdition.DATA_CENTER : JiraEdition.CLOUD;
    try (var jira =
        new JiraSimulator(port, SiteSettings.of(edition), token, InstantSource.system())) {
      if (webhook != null) {
        jira.webhook(webhook, secret);
      }
      out().println("listening at " + jira.address());
      if (!dataCenter) {
        out().println("email: " + BOT + "@example.com");
      }
      out().println("token: " + (dataCenter ? BOT + ":" + token : token));
      out().flush();
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
