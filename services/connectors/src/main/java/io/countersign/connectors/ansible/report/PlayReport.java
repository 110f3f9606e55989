package io.countersign.connectors.ansible.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run on itself, without secrets and cut to size.
 *
 * @param began whether a play was begun: before that nothing can have been done
 * @param ended whether it told its end: only then it's known what was done
 * @param hosts each host's counts; empty before the end
 * @param tasks what came of each task on each host, in order; the last ones where there were many
 * @param errors the end of what it said beside that
 * @param disagreement how its lines differ from its own counts; null if they don't
 * @param outgrown how many bytes it had written when it was ended for that; null else
 * @param unbound what it reads on this machine that no digest binds, in words; null for nothing
 */
public record PlayReport(
    boolean began,
    boolean ended,
    Map<String, Counts> hosts,
    List<TaskResult> tasks,
    String errors,
    @Nullable String disagreement,
    @Nullable Long outgrown,
    @Nullable String unbound) {
  public PlayReport {
    hosts = Map.copyOf(hosts);
    tasks = List.copyOf(tasks);
  }

  /** How many tasks ended how on one host; a changed one is ok, too. */
  public record Counts(int ok, int changed, int failures, int unreachable, int skipped) {}

  /** How a task ended. */
  public enum Ending {
    OK,
    FAILED,
    SKIPPED,
    UNREACHABLE
  }

  /**
   * @param action the module
   * @param changed whether it changed something, or in a dry run would
   * @param difference what, as far as the module tells
   */
  public record TaskResult(
      String task,
      String host,
      String action,
      Ending ending,
      boolean changed,
      String message,
      String difference) {
    private static final String BUILT_IN = "(ansible\\.(builtin|legacy)\\.)?";

    /** A task that does nothing but refuse to go on. */
    boolean isGuard() {
      return action.matches(BUILT_IN + "(assert|fail)");
    }

    /** Whether it may have acted, whatever it tells: modules that only look are known. */
    boolean mayHaveActed() {
      return ending != Ending.SKIPPED
          && ending != Ending.UNREACHABLE
          && !action.matches(
              BUILT_IN
                  + "(assert|fail|debug|set_fact|include_vars|setup|gather_facts|ping|stat|slurp)");
    }
  }

  public int changed() {
    return sum(Counts::changed);
  }

  public int failures() {
    return sum(Counts::failures);
  }

  public int unreachable() {
    return sum(Counts::unreachable);
  }

  public int skipped() {
    return sum(Counts::skipped);
  }

  /** Whether any task was run to an end, however it was. */
  boolean ran() {
    return ok() + failures() + unreachable() > 0;
  }

  /** A pattern of hosts that matches none is no error to Ansible. */
  boolean ranNowhere() {
    return !ran() && skipped() == 0;
  }

  public int ok() {
    return sum(Counts::ok);
  }

  /** The last task that ended like this. */
  public Optional<TaskResult> last(Ending ending) {
    return tasks.reversed().stream().filter(task -> task.ending() == ending).findFirst();
  }

  private int sum(ToIntFunction<Counts> count) {
    return hosts.values().stream().mapToInt(count).sum();
  }
}
