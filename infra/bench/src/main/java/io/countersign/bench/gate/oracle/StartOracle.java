package io.countersign.bench.gate.oracle;

import java.util.Set;
import java.util.TreeSet;

/**
 * The oracle of what stands against a beginning, in the words of the product's stable codes;
 * nothing does where it's allowed.
 */
public final class StartOracle {
  private static final long MOST_SKEW = 30;

  private final PlanCase file;
  private final ModelWorld world;

  public StartOracle(PlanCase file) {
    this.file = file;
    this.world = file.world;
  }

  /** Of the execution as a whole. */
  public Set<String> objections(StartTry attempt) {
    var objections = new TreeSet<String>();
    object(objections, !attempt.byProduct(), "FORBIDDEN");
    object(objections, file.stage != Stage.APPROVED, "NOT_APPROVED");
    object(objections, !file.plan.bound(), "CONTENT_CHANGED");
    object(objections, attempt.probes().contains(StartTry.Measured.NOT_MEASURED), "BAD_REQUEST");
    object(objections, !attempt.probes().contains(StartTry.Measured.DOES_NOT_HOLD), "FAULT_GONE");
    object(objections, !asPlanned(attempt), "PRECONDITION_DRIFT");
    anywhere(objections, attempt.recomputed());
    forward(objections, attempt.law());
    return objections;
  }

  private boolean asPlanned(StartTry attempt) {
    return file.plan.targets().stream().allMatch(it -> "bad".equals(attempt.versions().get(it)));
  }

  /** Of one step. */
  public Set<String> objections(StepTry attempt) {
    var objections = new TreeSet<String>();
    object(objections, !attempt.byProduct(), "FORBIDDEN");
    if ((file.stage != Stage.RUNNING && file.stage != Stage.BACK) || file.way().finished()) {
      objections.add("NOT_EXECUTING");
      return objections;
    }
    var way = file.way();
    object(objections, attempt.seen() != file.happened, "STALE_EPOCH");
    object(objections, !way.maySend(attempt.again(), world.now), "STEP_IN_FLIGHT");
    object(objections, way.failed(), "NOT_EXECUTING");
    object(objections, attempt.step() != way.done() + 1, "STEP_ORDER");
    object(objections, !attempt.key().equals(way.key()), "BAD_REQUEST");
    object(
        objections,
        !attempt.target().equals(way.next().target())
            || !attempt.version().equals(way.next().expects()),
        "PRECONDITION_DRIFT");
    anywhere(objections, attempt.recomputed());
    if (file.stage == Stage.RUNNING) {
      object(objections, file.stopped, "STOP_REQUESTED");
      object(objections, !file.enoughThrough(way.done() + 1, world.ruling), "STEP_NOT_APPROVED");
      forward(objections, attempt.law());
    }
    return objections;
  }

  /** On the way back as well: nothing is touched but what was meant, and by nobody else. */
  private void anywhere(Set<String> objections, String recomputed) {
    object(objections, !file.intact, "DIGEST_MISMATCH");
    object(objections, !recomputed.equals(file.digest), "CONTENT_CHANGED");
    object(objections, isHalted(), "EXECUTION_HALTED");
    for (var target : file.plan.targets()) {
      var holder = world.holder(target);
      object(objections, holder == ModelWorld.Holder.ANOTHER, "TARGET_BUSY");
      object(objections, holder == ModelWorld.Holder.ONE_IN_DOUBT, "TARGET_IN_DOUBT");
    }
  }

  private boolean isHalted() {
    return world.halts.contains("")
        || file.plan.targets().stream().anyMatch(it -> world.halts.contains(world.team(it)));
  }

  private void forward(Set<String> objections, int law) {
    object(objections, law != world.law, "STALE_POLICY_BUNDLE");
    object(objections, !world.incidentOpen, "INCIDENT_CLOSED");
    object(
        objections,
        world.now >= file.plan.expires() || (file.ballot != null && file.ballot.over(world.now)),
        "APPROVAL_EXPIRED");
    object(objections, !file.enough(), "APPROVER_NO_LONGER_AUTHORISED");
    object(objections, file.ballot == null && world.now >= world.unattendedUntil, "NOT_APPROVED");
    object(
        objections,
        file.provisos().stream().anyMatch(it -> !it.timely(world.now)),
        "CONDITION_NOT_MET");
    policy(objections);
    calendar(objections);
  }

  private void policy(Set<String> objections) {
    var now = world.ruling;
    object(objections, now.kind() == Ruling.Kind.FORBIDDEN, "POLICY_REFUSED");
    object(objections, now.asks() && !file.enoughFor(now), "NOT_APPROVED");
    boolean grave = now.grave() || (file.recorded != null && file.recorded.grave());
    object(objections, grave && Math.abs(world.skew) > MOST_SKEW, "CLOCK_SKEWED");
    object(objections, grave && world.unpublished > 0, "NOT_WITNESSED");
  }

  private void calendar(Set<String> objections) {
    var loophole = file.loophole();
    if ((file.plan.runsOn() && file.forward.touched())
        || (loophole != null && loophole.anyTime())) {
      return;
    }
    object(objections, !file.times().open(world.now, file.needed()), "CLOSED");
    object(objections, file.early() && !file.letGo(), "WINDOW_WIDENED");
  }

  private static void object(Set<String> objections, boolean so, String code) {
    if (so) {
      objections.add(code);
    }
  }
}
