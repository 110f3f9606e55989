package io.countersign.policies.command;

import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyProblem;
import io.countersign.policies.suite.PolicyCase;
import io.countersign.policies.suite.PolicySuites;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pack that compiles: a whole bundle as the server compiles it. */
record CompiledPack(RuleSet rules, List<PolicyCase> cases) {
  /** Empty, with every problem of every file told, when it doesn't. */
  static Optional<CompiledPack> of(PackFolder folder, PrintStream error) {
    var problems = new ArrayList<PolicyProblem>();
    var bundle = folder.bundle();
    var rules =
        bundle == null
            ? value(RuleSet.compile(folder.rules()), problems)
            : value(BundleCompiler.compile(bundle), problems).map(CompiledBundle::rules);
    var cases = value(PolicySuites.compile(folder.tests()), problems);
    problems.forEach(it -> error.println(it.text()));
    return rules.flatMap(all -> cases.map(them -> new CompiledPack(all, them)));
  }

  private static <T> Optional<T> value(Compilation<T> compilation, List<PolicyProblem> problems) {
    return switch (compilation) {
      case Compilation.Compiled<T>(var value) -> Optional.of(value);
      case Compilation.Rejected<T>(var found) -> {
        problems.addAll(found);
        yield Optional.empty();
      }
    };
  }
}
