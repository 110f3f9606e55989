package io.countersign.bench;

import io.countersign.bench.calendar.CalendarBenchmark;
import io.countersign.bench.diagnosis.DiagnosisBenchmark;
import io.countersign.bench.gate.GateBenchmark;
import io.countersign.bench.judge.JudgementBenchmark;
import io.countersign.bench.loops.ClicksBenchmark;
import io.countersign.bench.loops.LoopsBenchmark;
import io.countersign.bench.policy.PolicyBenchmark;
import io.countersign.bench.sync.SyncBenchmark;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code countersign bench}: one JSON line a figure on standard output, progress on
 * standard error.
 */
@Command(
    name = "countersign bench",
    header = "Measures; each figure is one line of JSON.",
    synopsisSubcommandLabel = "NAME",
    footerHeading = "%nExit codes:%n",
    footer = {"  0 it ran, 1 a goal was missed under --strict, 2 wrong usage."})
public final class Bench {
  static final int WRONG_USAGE = 2;

  private final PrintStream out;
  private final PrintStream progress;

  @Option(
      names = "--strict",
      scope = ScopeType.INHERIT,
      description = "Exits with 1 where a goal is missed.")
  private boolean strict;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this.")
  private boolean help;

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
    var line =
        new CommandLine(this)
            .addSubcommand(new JudgementBenchmark())
            .addSubcommand(new DiagnosisBenchmark())
            .addSubcommand(new LoopsBenchmark())
            .addSubcommand(new ClicksBenchmark())
            .addSubcommand(new PolicyBenchmark())
            .addSubcommand(new CalendarBenchmark())
            .addSubcommand(new GateBenchmark())
            .addSubcommand(new SyncBenchmark());
    try {
      return runLast(line.parseArgs(arguments.toArray(String[]::new)).asCommandLineList());
    } catch (ParameterException wrong) {
      return misuse(problem(wrong), wrong.getCommandLine());
    }
  }

  private int runLast(List<CommandLine> asked) throws IOException {
    var last = asked.getLast();
    if (help) {
      last.usage(out);
      return 0;
    }
    return last.getCommand() instanceof Benchmark benchmark
        ? measure(benchmark, last)
        : misuse("a benchmark's name is missing", last);
  }

  private int measure(Benchmark benchmark, CommandLine line) throws IOException {
    var missed = new AtomicInteger();
    double pace = Pace.measured();
    try {
      benchmark.run(
          figure -> {
            var judged = figure.at(pace);
            out.println(judged.json());
            missed.addAndGet(judged.reached() ? 0 : 1);
          },
          progress);
    } catch (UsageException wrong) {
      return misuse(String.valueOf(wrong.getMessage()), line);
    }
    return strict && missed.get() > 0 ? 1 : 0;
  }

  private int misuse(String problem, CommandLine line) {
    progress.println(problem);
    line.usage(progress);
    return WRONG_USAGE;
  }

  private static String problem(ParameterException wrong) {
    return switch (wrong) {
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          missing.getMissing().getFirst().paramLabel() + " is missing: " + missing.getMessage();
      case UnmatchedArgumentException unknown ->
          "unknown: " + String.join(" ", unknown.getUnmatched());
      default -> String.valueOf(wrong.getMessage());
    };
  }
}
