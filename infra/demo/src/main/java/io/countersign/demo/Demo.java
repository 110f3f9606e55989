package io.countersign.demo;

import io.countersign.demo.story.Narrator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The command {@code countersign demo}: an estate, a fault, and the product that mends it. */
@Command(
    name = "countersign demo",
    header = "Shows the whole loop once on this machine, in about a minute.",
    description = {
      "",
      "Starts a small shop, deploys a bad release, and shows how Countersign detects it, names the"
          + " cause with evidence, has a plan approved, carries it out, proves that it helped and"
          + " closes the incident. Leaves nothing behind.",
      ""
    },
    footerHeading = "%nExit codes:%n",
    footer = {"  0 all of it went right, 1 something didn't, 2 wrong usage."})
public final class Demo implements Callable<Integer> {
  @Option(
      names = "--keep",
      description = "You approve, and everything keeps running until Ctrl-C, for you to look at.")
  private boolean keep;

  @Option(
      names = "--window",
      description =
          "Everything is frozen: the approved plan waits until two persons lift the freeze.")
  private boolean window;

  @Option(
      names = "--slack",
      description =
          "In a simulated Slack: the plan is approved there, by the button on its card, in a real"
              + " Chromium where there is one.")
  private boolean slack;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description =
          "With --slack, and where there is a browser: a picture of the channel at the end.")
  private @Nullable Path picture;

  private Demo() {}

  /** Runs the demo; its exit code is the process's. */
  public static void main(String... arguments) {
    var line = new CommandLine(new Demo());
    var help = OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.");
    line.getCommandSpec().addOption(help.build());
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    return perform(keep, window, slack, picture);
  }

  private static int perform(boolean keep, boolean window, boolean slack, @Nullable Path picture)
      throws IOException {
    // The JDK's server would hold back each small answer for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var environment = new DemoEnvironment(System.getenv(), slack);
    Runtime.getRuntime().addShutdownHook(new Thread(environment::close, "curtain"));
    var launcher = System.getenv().getOrDefault("COUNTERSIGN_LAUNCHER", "./countersign");
    return new DemoRun(environment, new Narrator(out), launcher, keep, window, picture).run();
  }
}
