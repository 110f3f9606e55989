package io.countersign.bench;

import io.countersign.bench.diagnosis.DiagnosisBenchmark;
import io.countersign.bench.judge.JudgementBenchmark;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the product's thinking: one JSON line a figure on standard output, progress on standard
 * error. Exit codes: 0 it ran, 1 a goal was missed under {@code --strict}, 2 wrong usage.
 */
public final class Bench {
  static final int WRONG_USAGE = 2;

  private static final List<Benchmark> PROGRAMS =
      List.of(new JudgementBenchmark(), new DiagnosisBenchmark());

  private final PrintStream out;
  private final PrintStream progress;

  Bench(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  /** Its exit code is the process's. */
  public static void main(String... arguments) throws IOException {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var progress =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.exit(new Bench(out, progress).run(List.of(arguments)));
  }

  int run(List<String> arguments) throws IOException {
    if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
      out.println(usage());
      return 0;
    }
    var rest = new ArrayList<>(arguments);
    boolean strict = rest.remove("--strict");
    var name = rest.isEmpty() ? "" : rest.removeFirst();
    Optional<Benchmark> program =
        PROGRAMS.stream().filter(it -> it.name().equals(name)).findFirst();
    if (program.isEmpty()) {
      progress.println(name.isEmpty() ? usage() : "unknown: " + name + "\n" + usage());
      return WRONG_USAGE;
    }
    return measure(program.get(), rest, strict);
  }

  private int measure(Benchmark program, List<String> arguments, boolean strict)
      throws IOException {
    var missed = new AtomicInteger();
    try {
      program.run(
          arguments,
          figure -> {
            out.println(figure.json());
            missed.addAndGet(figure.reached() ? 0 : 1);
          },
          progress);
    } catch (UsageException wrong) {
      progress.println(wrong.getMessage() + "\n" + usage());
      return WRONG_USAGE;
    }
    return strict && missed.get() > 0 ? 1 : 0;
  }

  private static String usage() {
    var text = new StringBuilder("usage: countersign bench NAME ... [--strict]\n");
    for (var program : PROGRAMS) {
      text.append("\n  ").append(program.name()).append(' ').append(program.usage()).append('\n');
    }
    return text.append("\nOne JSON line a figure. Exit codes: 0 it ran, 1 a goal was missed under")
        .append(" --strict, 2 wrong usage.")
        .toString();
  }
}
