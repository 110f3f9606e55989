package io.countersign.server.planning;

import io.countersign.domain.planning.Runbook;
import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyProblem;
import io.countersign.policies.runbook.RunbookLibrary;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.StartRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules and runbooks that this server goes by.
 *
 * @param rules who must agree to what
 * @param runbooks the shipped ones and the users' own, sorted by id
 */
public record PolicyBundle(RuleSet rules, List<Runbook> runbooks) {
  public PolicyBundle {
    runbooks = List.copyOf(runbooks);
  }

  /** With every problem of every file. */
  public static PolicyBundle compile(Configuration configuration) throws StartRefusedException {
    return new PolicyBundle(rules(configuration.timings()), runbooks(configuration.runbooks()));
  }

  private static RuleSet rules(ApprovalTimings timings) throws StartRefusedException {
    try {
      return RuleSet.shipped(timings);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new StartRefusedException(List.of("/approval: " + e.getMessage()));
    }
  }

  private static List<Runbook> runbooks(@Nullable Path directory) throws StartRefusedException {
    if (directory == null) {
      return RunbookLibrary.shipped();
    }
    try {
      return switch (RunbookLibrary.withDirectory(directory)) {
        case Compilation.Compiled<List<Runbook>>(var runbooks) -> runbooks;
        case Compilation.Rejected<List<Runbook>>(var problems) ->
            throw new StartRefusedException(problems.stream().map(PolicyProblem::text).toList());
      };
    } catch (IOException e) {
      throw new StartRefusedException(List.of("/runbooks: " + directory + " can't be read: " + e));
    }
  }
}
