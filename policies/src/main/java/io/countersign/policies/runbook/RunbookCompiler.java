package io.countersign.policies.runbook;

import io.countersign.domain.planning.Runbook;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicyYaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** The compiler of runbook files, one runbook each, into runbooks that plans are made from. */
public final class RunbookCompiler {
  private RunbookCompiler() {}

  /**
   * @return the runbooks sorted by id, or every problem of every file
   */
  public static Compilation<List<Runbook>> compile(List<PolicyFile> files) {
    var problems = new PolicyProblems();
    var runbooks = new ArrayList<Runbook>();
    var fileOf = new HashMap<String, String>();
    for (var file : files) {
      PolicyYaml.read(file, problems)
          .ifPresent(
              section -> {
                var runbook = RunbookReader.read(section);
                var first = fileOf.putIfAbsent(runbook.id(), file.name());
                if (first != null && !runbook.id().isEmpty()) {
                  section.problem("id", "the id \"" + runbook.id() + "\" is taken by " + first);
                }
                runbooks.add(runbook);
              });
    }
    return problems.unless(
        () -> runbooks.stream().sorted(Comparator.comparing(Runbook::id)).toList());
  }
}
