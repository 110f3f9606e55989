package io.countersign.bench.gate.oracle;

import java.util.List;

/** The doing of a plan, one way: forward or back. */
final class Execution {
  private final String id;
  private final boolean back;
  private final List<PlanOutline.Effect> steps;
  private int done;
  private int tries;
  private int key = 1;
  private long sentAt;
  private boolean inFlight;
  private boolean failed;
  private boolean touched;

  Execution(String id, boolean back, List<PlanOutline.Effect> steps) {
    this.id = id;
    this.back = back;
    this.steps = steps;
  }

  int done() {
    return done;
  }

  boolean finished() {
    return done == steps.size();
  }

  boolean failed() {
    return failed;
  }

  boolean inFlight() {
    return inFlight;
  }

  /** Whether something was changed, or may have been. */
  boolean touched() {
    return touched || inFlight;
  }

  PlanOutline.Effect next() {
    return steps.get(done);
  }

  /** The name by which the next step, or the one under way, is known to its target. */
  String key() {
    return id + (back ? "-back-" : "-step-") + (done + 1) + "-attempt-" + key;
  }

  boolean maySend(boolean again, long now) {
    return inFlight ? again && now >= sentAt + next().seconds() : !again;
  }

  void sent(long now) {
    tries += inFlight ? 0 : 1;
    inFlight = true;
    sentAt = now;
  }

  void completed() {
    inFlight = false;
    touched = true;
    done++;
    tries = 0;
    key = 1;
  }

  /** It had no effect; where its target refused it, another try has another name. */
  void unheard(boolean refused) {
    inFlight = false;
    key = refused ? tries + 1 : key;
  }

  /** For good. */
  void failed(boolean inDoubt) {
    inFlight = false;
    failed = true;
    touched |= inDoubt;
  }
}
