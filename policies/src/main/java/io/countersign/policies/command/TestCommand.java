package io.countersign.policies.command;

import io.countersign.policies.command.OutputForm.Entry;
import io.countersign.policies.suite.SuiteRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests that lie beside rules. */
@Command(
    name = "test",
    header = "Runs the tests that lie beside rules.",
    description =
        "Each rule has to hold in one of them and, if it has a condition, not in another.")
final class TestCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream progress;

  @Parameters(paramLabel = "DIR", description = "The rules; their tests are in its folder tests.")
  private Path folder = Path.of(".");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "table, json or jsonl.")
  private OutputForm form = OutputForm.TABLE;

  TestCommand(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  @Override
  public Integer call() throws IOException, NoPackException {
    var pack = CompiledPack.of(PackFolder.read(folder), progress);
    if (pack.isEmpty()) {
      return 1;
    }
    var run = SuiteRun.of(pack.get().rules(), pack.get().cases());
    form.write(out, "cases", run.results().stream().map(TestCommand::entry).toList());
    coverage(run, pack.get().rules().ids().size());
    return run.passed() ? 0 : 1;
  }

  private void coverage(SuiteRun run, int rules) {
    run.neverHolds().forEach(it -> progress.println(it + ": no test makes it hold"));
    run.alwaysHolds().forEach(it -> progress.println(it + ": no test makes it not hold"));
    long failed = run.results().stream().filter(it -> !it.passed()).count();
    progress.println(run.results().size() + " tests of " + rules + " rules, " + failed + " failed");
  }

  private static Entry entry(SuiteRun.Result result) {
    var each = result.run();
    var line =
        (result.passed() ? "ok      " : "FAILED  ")
            + each.suite()
            + ": "
            + each.name()
            + String.join(
                "", result.differences().stream().map(it -> "\n          " + it).toList());
    return new Entry(
        line,
        Map.of(
            "file", each.file(),
            "suite", each.suite(),
            "case", each.name(),
            "passed", result.passed(),
            "differences", List.copyOf(result.differences()),
            "rules", List.copyOf(result.got().decision().rules())));
  }
}
