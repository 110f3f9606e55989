package io.countersign.connectors.ansible.report;

import io.countersign.connectors.ansible.report.PlayReport.Ending;
import io.countersign.connectors.ansible.report.PlayReport.TaskResult;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The outcome of a run, from what it told and what is then seen of the target. */
public final class PlayOutcome {
  /** The state in which the target is seen afterwards. */
  public enum Seen {
    EFFECT,
    AS_BEFORE,
    /** Neither: somebody else changed it, or a part was done. */
    OTHERWISE,
    UNREADABLE
  }

  /** As ssh says it. */
  private static final Pattern NEVER_CONNECTED =
      Pattern.compile("(?i)connect to host |could not resolve hostname");

  private PlayOutcome() {}

  /**
   * @param seen asked for where what was told doesn't decide
   * @param confirmed whether the effect must be seen to be believed
   */
  public static Outcome<PlayReport> of(PlayReport report, Supplier<Seen> seen, boolean confirmed) {
    if (report.unbound() != null && report.began()) {
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.UNHEALTHY,
          "the playbook met what isn't bound to what was approved: " + report.unbound());
    }
    return told(report, FailureCategory.EXTERNAL)
        .then(
            ended -> {
              if (!ended.ran()) {
                return refused("the playbook did nothing: all of its tasks were skipped");
              }
              if (ended.unreachable() > 0) {
                return unreachable(ended);
              }
              if (ended.failures() > 0) {
                return failed(ended, seen);
              }
              return confirmed && seen.get() == Seen.AS_BEFORE
                  ? unknown("it ended well, and its effect isn't to be seen")
                  : Outcome.ok(ended);
            });
  }

  /** Of a run in check mode: whatever it told, nothing was done. What it shows must be all. */
  public static Outcome<PlayReport> ofDryRun(PlayReport report, Supplier<Seen> seen) {
    if (report.unbound() != null && (report.began() || !report.errors().isBlank())) {
      return Outcome.failed(
          FailureCategory.USER,
          FailureCode.CONTENT_UNBOUND,
          "what runs can't be bound: "
              + report.unbound()
              + "; keep it in the playbooks' directory, name it in `config` as a path of roles,"
              + " collections, modules or plug-ins, or name it as `unbound`");
    }
    return told(report, FailureCategory.USER)
        .then(
            ended ->
                ended.disagreement() == null
                    ? Outcome.ok(ended)
                    : refused("the dry run doesn't show all: " + ended.disagreement()))
        .then(
            ended -> {
              if (ended.unreachable() > 0) {
                return notReached(ended);
              }
              if (ended.failures() > 0) {
                return seen.get() == Seen.OTHERWISE ? stale(ended) : refused(why(ended));
              }
              return Outcome.ok(ended);
            });
  }

  /**
   * @param tooLong the category of a run that was ended since it wrote too much: the same again
   *     ends the same, but of an effect it isn't known
   */
  private static Outcome<PlayReport> told(PlayReport report, FailureCategory tooLong) {
    if (report.outgrown() != null) {
      return Outcome.failed(
          tooLong,
          FailureCode.OUTPUT_TOO_LARGE,
          "the playbook wrote more than %s MiB and was ended: have its tasks tell less (no_log, a"
                  .formatted(PlayReader.MOST / 1024 / 1024)
              + " register without debug, diff: false)");
    }
    if (!report.began() && report.errors().isBlank()) {
      // Who can't run it says why; one that was ended before its first line has had no effect.
      return Outcome.failed(
          FailureCategory.INSUFFICIENT_RESOURCES,
          FailureCode.REFUSED,
          "the playbook was ended at its time-out before it began");
    }
    if (!report.began()) {
      return refused("the playbook was not run: " + report.errors());
    }
    if (!report.ended()) {
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.TIMEOUT,
          "the playbook was ended before it was through");
    }
    return report.ranNowhere()
        ? refused("the playbook ran on no host: its pattern matches none of the inventory")
        : Outcome.ok(report);
  }

  /**
   * A connection that breaks in the middle of a task is told as unreachable, too, and a task that
   * says that it changed nothing may have acted: only where nothing was run and nothing could be
   * connected to, nothing was done.
   */
  private static Outcome<PlayReport> unreachable(PlayReport report) {
    boolean never =
        report
            .last(Ending.UNREACHABLE)
            .filter(task -> NEVER_CONNECTED.matcher(task.message()).find())
            .isPresent();
    boolean acted =
        report.failures() > 0
            || report.changed() > 0
            || report.tasks().size() >= PlayReader.MOST_TASKS
            || report.tasks().stream().anyMatch(TaskResult::mayHaveActed);
    return never && !acted && report.unreachable() == 1
        ? notReached(report)
        : unknown("a host became unreachable: " + message(report, Ending.UNREACHABLE));
  }

  private static Outcome<PlayReport> notReached(PlayReport report) {
    return Outcome.failed(
        FailureCategory.EXTERNAL,
        FailureCode.UNREACHABLE,
        "a host is unreachable: " + message(report, Ending.UNREACHABLE));
  }

  private static Outcome<PlayReport> failed(PlayReport report, Supplier<Seen> seen) {
    if (report.changed() > 0) {
      return unhealthy(report);
    }
    return switch (seen.get()) {
      case EFFECT -> unhealthy(report);
      case AS_BEFORE -> guarded(report) ? refused(why(report)) : unknown(why(report));
      case OTHERWISE -> guarded(report) ? stale(report) : unknown(why(report));
      case UNREADABLE -> unknown(why(report));
    };
  }

  /** Any other task that failed may have asked for an effect that comes late. */
  private static boolean guarded(PlayReport report) {
    return report.last(Ending.FAILED).filter(TaskResult::isGuard).isPresent();
  }

  private static Outcome<PlayReport> unhealthy(PlayReport report) {
    return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.UNHEALTHY, why(report));
  }

  private static Outcome<PlayReport> stale(PlayReport report) {
    return Outcome.failed(FailureCategory.USER, FailureCode.STALE, why(report));
  }

  private static Outcome<PlayReport> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }

  private static Outcome<PlayReport> unknown(String why) {
    return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, why);
  }

  private static String why(PlayReport report) {
    return "the playbook failed: " + message(report, Ending.FAILED);
  }

  private static String message(PlayReport report, Ending ending) {
    return report
        .last(ending)
        .map(task -> "'%s' on %s: %s".formatted(task.task(), task.host(), task.message()))
        .orElse("no task tells why");
  }
}
