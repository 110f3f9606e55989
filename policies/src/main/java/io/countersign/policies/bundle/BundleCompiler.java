package io.countersign.policies.bundle;

import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.Compilation.Compiled;
import io.countersign.policies.engine.Compilation.Rejected;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblem;
import io.countersign.policies.runbook.RunbookCompiler;
import io.countersign.policies.suite.PolicyCase;
import io.countersign.policies.suite.PolicySuites;
import io.countersign.policies.suite.SuiteRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The compiler of bundles. The folder says what a file is: {@code approval/} rules, {@code
 * approval/tests/} their tests, {@code runbooks/} runbooks; beside them what break-glass is for,
 * and the times of an installation.
 */
public final class BundleCompiler {
  public static final String RULES = "approval/";
  public static final String TESTS = "approval/tests/";
  public static final String RUNBOOKS = "runbooks/";
  public static final String CONFIGURED = "runbooks/configured/";
  public static final String TIMES = "approval-times.yaml";
  public static final String BREAK_GLASS = "break-glass.yaml";

  /** More than an installation has; what compiling and testing a bundle costs is bounded by it. */
  public static final int MOST_RULES = 200;

  /** Likewise; each is decided by all rules. */
  private static final int MOST_CASES = 2_000;

  private BundleCompiler() {}

  /** Whether a bundle of files by these names has more rules than it may. */
  public static boolean hasTooManyRules(Collection<String> names) {
    return names.stream().filter(BundleCompiler::isRule).count() > MOST_RULES;
  }

  /** The bundle, or every problem of every file. */
  public static Compilation<CompiledBundle> compile(BundleContent content) {
    var problems = new ArrayList<>(strange(content));
    var times = times(content, problems);
    var rules = files(content, BundleCompiler::isRule);
    if (rules.isEmpty()) {
      problems.add(new PolicyProblem(RULES, 1, 1, "a bundle without a rule allows nothing", ""));
    }
    var set = compiled(RuleSet.compile(rules), problems);
    var runbooks =
        compiled(RunbookCompiler.compile(files(content, it -> it.startsWith(RUNBOOKS))), problems);
    var breakGlass = breakGlass(content, runbooks, problems);
    if (!problems.isEmpty()) {
      return new Rejected<>(problems);
    }
    return bundle(content, set.getFirst(), rules.size(), runbooks.getFirst(), times, breakGlass);
  }

  /**
   * The same of a bundle that is new: its rules' tests pass, and have each rule hold and not hold,
   * and its rules ask for no group that there isn't.
   *
   * @param groups names of those that there are
   */
  public static Compilation<CompiledBundle> compileTested(
      BundleContent content, Set<String> groups) {
    var compilation = compile(content);
    if (!(compilation instanceof Compiled<CompiledBundle>(var bundle))) {
      return compilation;
    }
    var problems = new ArrayList<PolicyProblem>();
    var _ = compiled(RuleSet.compile(files(content, BundleCompiler::isRule), groups), problems);
    compiled(PolicySuites.compile(files(content, it -> it.startsWith(TESTS))), problems)
        .forEach(cases -> problems.addAll(untested(content, bundle.rules(), cases)));
    return problems.isEmpty() ? compilation : new Rejected<>(problems);
  }

  private static List<PolicyProblem> untested(
      BundleContent content, RuleSet rules, List<PolicyCase> cases) {
    if (cases.size() > MOST_CASES) {
      var message = "a bundle has at most %s cases, not %s".formatted(MOST_CASES, cases.size());
      return List.of(new PolicyProblem(TESTS, 1, 1, message, ""));
    }
    var run = SuiteRun.of(rules, cases);
    var problems = new ArrayList<PolicyProblem>();
    run.results().stream()
        .filter(it -> !it.passed())
        .map(it -> failing(it.run(), it.differences()))
        .forEach(problems::add);
    run.neverHolds().forEach(it -> problems.add(rule(content, it, "hold")));
    run.alwaysHolds().forEach(it -> problems.add(rule(content, it, "not hold")));
    return problems;
  }

  private static PolicyProblem failing(PolicyCase run, List<String> differences) {
    var message = "the case \"" + run.name() + "\" fails: " + differences;
    return new PolicyProblem(run.file(), run.line(), 1, message, "");
  }

  /** At the rule, for which a case is to be written. */
  private static PolicyProblem rule(BundleContent content, String rule, String how) {
    var message = "no case in " + TESTS + " has the rule " + rule + " " + how;
    return files(content, BundleCompiler::isRule).stream()
        .flatMap(
            file ->
                Stream.iterate(1, line -> line + 1)
                    .limit(file.text().lines().count())
                    .filter(line -> says(file, line, rule))
                    .map(line -> new PolicyProblem(file.name(), line, 1, message, "")))
        .findFirst()
        .orElseGet(() -> new PolicyProblem(TESTS, 1, 1, message, ""));
  }

  private static boolean says(PolicyFile file, int line, String rule) {
    var text = file.text().lines().skip(line - 1L).findFirst().orElse("");
    return text.startsWith("id:") && text.contains(rule);
  }

  private static Compilation<CompiledBundle> bundle(
      BundleContent content,
      RuleSet rules,
      int count,
      List<Runbook> runbooks,
      ApprovalTimings times,
      @Nullable BreakGlassTerms breakGlass) {
    var digest = content.digest();
    try {
      return new Compiled<>(
          new CompiledBundle(digest, rules.with(times).named(digest), count, runbooks, breakGlass));
    } catch (IllegalArgumentException e) {
      return new Rejected<>(
          List.of(new PolicyProblem(TIMES, 1, 1, String.valueOf(e.getMessage()), "")));
    }
  }

  private static boolean isRule(String name) {
    return name.startsWith(RULES) && !name.startsWith(TESTS);
  }

  /** What nobody would read isn't part of the law by mistake. */
  private static List<PolicyProblem> strange(BundleContent content) {
    return content.files().stream()
        .map(BundleContent.File::name)
        .filter(
            it ->
                !(it.startsWith(RULES)
                        || it.startsWith(RUNBOOKS)
                        || it.equals(BREAK_GLASS)
                        || it.equals(TIMES))
                    || !it.endsWith(".yaml"))
        .map(
            it ->
                new PolicyProblem(
                    it,
                    1,
                    1,
                    "nothing reads this: a bundle has approval/*.yaml and runbooks/*.yaml",
                    ""))
        .toList();
  }

  /** By the runbooks that compile; where they don't, that is told first. */
  private static @Nullable BreakGlassTerms breakGlass(
      BundleContent content, List<List<Runbook>> runbooks, List<PolicyProblem> problems) {
    var file = files(content, BREAK_GLASS::equals);
    return file.isEmpty() || runbooks.isEmpty()
        ? null
        : compiled(
                BreakGlassFile.read(file.getFirst(), content.digest(), runbooks.getFirst()),
                problems)
            .stream()
            .findFirst()
            .orElse(null);
  }

  private static ApprovalTimings times(BundleContent content, List<PolicyProblem> problems) {
    var file = files(content, TIMES::equals);
    return file.isEmpty()
        ? ApprovalTimings.ofTheRules()
        : compiled(ApprovalTimesFile.read(file.getFirst()), problems).stream()
            .findFirst()
            .orElseGet(ApprovalTimings::ofTheRules);
  }

  /** The one value, or none where its problems were added. */
  private static <T> List<T> compiled(Compilation<T> compilation, List<PolicyProblem> problems) {
    return switch (compilation) {
      case Compiled<T>(var value) -> List.of(value);
      case Rejected<T>(var found) -> {
        problems.addAll(found);
        yield List.of();
      }
    };
  }

  private static List<PolicyFile> files(BundleContent content, Predicate<String> which) {
    return content.files().stream()
        .filter(it -> which.test(it.name()))
        .map(it -> new PolicyFile(it.name(), it.text()))
        .toList();
  }
}
