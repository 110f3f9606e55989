package io.countersign.demo;

import io.countersign.demo.story.Narrator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The whole loop on one machine: an estate, a fault, and the product that mends it. */
public final class Demo {
  private static final String USAGE =
      """
      usage: countersign demo [--keep]

      Starts a small shop, deploys a bad release, and shows how Countersign detects it, names
      the cause with evidence, has a plan approved, carries it out, proves that it helped and
      closes the incident. Takes about a minute and leaves nothing behind.

        --keep   you approve, and everything keeps running until Ctrl-C, for you to look at

      Exit codes: 0 all of it went right, 1 something didn't, 2 wrong usage.\
      """;

  private Demo() {}

  /** Runs the demo; its exit code is the process's. */
  public static void main(String... arguments) throws IOException {
    var given = List.of(arguments);
    if (given.equals(List.of("--help")) || given.equals(List.of("-h"))) {
      System.out.println(USAGE);
    } else if (given.isEmpty() || given.equals(List.of("--keep"))) {
      System.exit(perform(Arrays.asList(arguments).contains("--keep")));
    } else {
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  private static int perform(boolean keep) throws IOException {
    // The JDK's server would hold back each small answer for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var stage = new DemoEnvironment(System.getenv());
    Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "curtain"));
    var launcher = System.getenv().getOrDefault("COUNTERSIGN_LAUNCHER", "./countersign");
    return new DemoRun(stage, new Narrator(out), launcher, keep).run();
  }
}
