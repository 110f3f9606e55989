package io.countersign.policies.command;

import io.countersign.policies.command.OutputForm.Entry;
import io.countersign.policies.lint.LintFinding;
import io.countersign.policies.lint.PolicyLint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what is doubtful about rules. */
@Command(
    name = "lint",
    header = "Looks for what is doubtful about rules.",
    description =
        "What compiles may still never hold, go untested, let what is critical run by itself or ask"
            + " for people whom there can't be.")
final class LintCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream progress;

  @Parameters(paramLabel = "DIR", description = "The rules; their tests are in its folder tests.")
  private Path folder = Path.of(".");

  @Option(
      names = "--people",
      paramLabel = "FILE",
      description = "Who may be asked: a list \"people\" of id, roles and groups, in YAML.")
  private Path people = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "table, json or jsonl.")
  private OutputForm form = OutputForm.TABLE;

  LintCommand(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  @Override
  public Integer call() throws IOException, NoPackException {
    var pack = CompiledPack.of(PackFolder.read(folder), progress);
    var approvers = PeopleFile.read(people, progress);
    if (pack.isEmpty() || approvers.isEmpty()) {
      return 1;
    }
    var found = PolicyLint.findings(pack.get().rules(), pack.get().cases(), approvers.get());
    form.write(out, "findings", found.stream().map(LintCommand::entry).toList());
    progress.println(
        found.isEmpty() ? "nothing doubtful found" : found.size() + " doubtful: " + kinds(found));
    return found.isEmpty() ? 0 : 1;
  }

  private static String kinds(List<LintFinding> found) {
    return String.join(", ", found.stream().map(LintCommand::kind).distinct().toList());
  }

  private static Entry entry(LintFinding finding) {
    var where = finding.rule().isEmpty() ? "" : finding.rule() + ": ";
    return new Entry(
        kind(finding) + "  " + where + finding.message(),
        Map.of("kind", kind(finding), "rule", finding.rule(), "message", finding.message()));
  }

  private static String kind(LintFinding finding) {
    return finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
