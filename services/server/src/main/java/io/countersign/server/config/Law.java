package io.countersign.server.config;

import io.countersign.domain.remediation.Runbook;
import io.countersign.policies.approval.RuleSet;
import io.countersign.policies.approval.Timings;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.Problem;
import io.countersign.policies.runbook.RunbookLibrary;
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
public record Law(RuleSet rules, List<Runbook> runbooks) {
  public Law {
    runbooks = List.copyOf(runbooks);
  }

  /** With every problem of every file. */
  public static Law compile(Configuration configuration) throws StartRefused {
    return new Law(rules(configuration.timings()), runbooks(configuration.runbooks()));
  }

  private static RuleSet rules(Timings timings) throws StartRefused {
    try {
      return RuleSet.shipped(timings);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new StartRefused(List.of("/approval: " + e.getMessage()));
    }
  }

  private static List<Runbook> runbooks(@Nullable Path directory) throws StartRefused {
    if (directory == null) {
      return RunbookLibrary.shipped();
    }
    try {
      return switch (RunbookLibrary.withDirectory(directory)) {
        case Compilation.Compiled<List<Runbook>>(var runbooks) -> runbooks;
        case Compilation.Rejected<List<Runbook>>(var problems) ->
            throw new StartRefused(problems.stream().map(Problem::text).toList());
      };
    } catch (IOException e) {
      throw new StartRefused(List.of("/runbooks: " + directory + " can't be read: " + e));
    }
  }
}
