package io.countersign.simulators.servicenow;

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

/** Runs a ServiceNow until it's ended. */
@Command(
    name = "servicenow-sim",
    mixinStandardHelpOptions = true,
    description = "A ServiceNow on loopback.")
public final class ServiceNowSimulatorCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8091", description = "0 for any that is free")
  private int port;

  @Option(names = "--password", defaultValue = "snow-sim-password", description = "of every user")
  private String password = "";

  @Option(names = "--hints", description = "where to tell what was changed")
  private @Nullable URI hints;

  @Option(names = "--hint-secret", defaultValue = "simulated", description = "that signs it")
  private String secret = "simulated";

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ServiceNowSimulatorCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var serviceNow = new ServiceNowSimulator(port, password, InstantSource.system())) {
      if (hints != null) {
        serviceNow.hints(hints, secret);
      }
      out().println("listening at " + serviceNow.address());
      out().println("user: bot");
      out().println("password: " + password);
      out().flush();
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
