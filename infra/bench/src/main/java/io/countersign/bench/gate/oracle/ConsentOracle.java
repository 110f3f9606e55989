package io.countersign.bench.gate.oracle;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The oracle of what policy and people say about a plan: whether their word is taken. */
public final class ConsentOracle {
  private final PlanCase file;
  private final ModelWorld world;

  public ConsentOracle(PlanCase file) {
    this.file = file;
    this.world = file.world;
  }

  /** Policy speaks, once. */
  public void policy(Ruling ruling) {
    if (file.stage == Stage.PROPOSED && file.recorded == null && world.incidentOpen) {
      file.recorded = ruling;
      switch (ruling.kind()) {
        case FREE -> file.approved();
        case FORBIDDEN -> file.stage = Stage.ENDED;
        case ASKED -> file.stage = Stage.PROPOSED;
      }
    }
  }

  /** People are asked. */
  public void ask() {
    if (file.stage == Stage.PROPOSED && file.recorded != null && world.incidentOpen) {
      file.ballot = new Ballot(file.recorded, world.now, file.plan.expires());
      file.stage = Stage.WAITING;
    }
  }

  public void escalate() {
    var ballot = file.ballot;
    if (file.stage == Stage.WAITING && ballot != null && world.incidentOpen) {
      ballot.escalated |= world.now >= ballot.escalateAt;
    }
  }

  public void expire() {
    long end = file.ballot == null ? file.plan.expires() : file.ballot.expiresAt;
    if (beforeExecution() && world.now >= end) {
      file.stage = Stage.ENDED;
    }
  }

  public void withdraw() {
    if (beforeExecution()) {
      file.stage = Stage.ENDED;
    }
  }

  /** What was agreed to doesn't do any more: more is asked for, and what was said stays said. */
  public void extend(Ruling now) {
    var ballot = file.ballot;
    boolean open =
        file.stage == Stage.APPROVED
            || (file.stage == Stage.RUNNING && file.happened == 0 && !file.stopped);
    if (!open || !world.incidentOpen || world.now >= file.plan.expires()) {
      return;
    }
    var wanted = now.asks() ? Stream.of(now) : Stream.<Ruling>empty();
    var demands = ballot == null ? List.<Ruling>of() : ballot.demands;
    Stream.concat(wanted, demands.stream())
        .filter(it -> !file.enoughFor(it))
        .findFirst()
        .filter(_ -> ballot == null || !ballot.over(world.now))
        .ifPresent(this::extended);
  }

  private void extended(Ruling missing) {
    if (file.ballot == null) {
      file.ballot = new Ballot(missing, world.now, file.plan.expires());
    } else {
      file.ballot.extend(missing, world.now);
    }
    file.stage = Stage.WAITING;
  }

  /** Whether it's taken; then it counts. */
  public boolean approve(Click click) {
    var ballot = file.ballot;
    if (ballot == null || !speaks(click, ballot)) {
      return false;
    }
    boolean again =
        click.proviso().equals(ballot.approvals.get(click.by()))
            && click.digest().equals(file.digest);
    if (!again && !mayAgree(click, ballot)) {
      return false;
    }
    if (!again) {
      ballot.approvals.put(click.by(), click.proviso());
      ballot.revoked.remove(click.by());
    }
    settle(ballot, !again);
    return true;
  }

  private boolean mayAgree(Click click, Ballot ballot) {
    var by = click.by();
    return (file.stage == Stage.WAITING || (goesOn() && !file.enoughForAll()))
        && world.incidentOpen
        && !ballot.over(world.now)
        && click.digest().equals(file.digest)
        && !file.electorate.isInvolved(by)
        && file.electorate.isOwnPerson(by)
        && file.isAnother(by, ballot)
        && file.counting().stream()
            .noneMatch(it -> !it.equals(by) && file.electorate.couldBeOne(it, by))
        && (click.reasoned() || !(ballot.reasoned() || byLoophole(click)))
        && (ballot.dwell() == 0 || world.now >= world.shown(by) + ballot.dwell())
        && click.proviso().possible(file.plan, world.now, ballot.expiresAt);
  }

  /** It may come to steps that nobody has agreed to yet. */
  private boolean goesOn() {
    return file.stage == Stage.APPROVED
        || (file.stage == Stage.RUNNING && !file.stopped && !file.forward.failed());
  }

  /**
   * The incident's commander has fewer suffice.
   *
   * @param to how many; 0 for as few as may be
   */
  public boolean shorten(Click click, int to) {
    var ballot = file.ballot;
    if (ballot == null || !isPerson(click)) {
      return false;
    }
    var wanted = new Ballot.Shortening(click.by(), to == 0 ? ballot.least() : to);
    boolean again = wanted.equals(ballot.shortening);
    boolean taken =
        world.incidentOpen
            && click.by().equals(world.commander)
            && file.electorate.mayShorten(click.by())
            && !ballot.over(world.now)
            && click.digest().equals(file.digest)
            && click.reasoned()
            && !world.reviewOverdue
            && (again || file.stage == Stage.WAITING)
            && ballot.least() <= wanted.to()
            && wanted.to() < ballot.most();
    if (taken && !again) {
      ballot.shortening = wanted;
      settle(ballot, true);
    }
    return taken;
  }

  public boolean deny(Click click) {
    var ballot = file.ballot;
    if (ballot == null || !speaks(click, ballot)) {
      return false;
    }
    if (click.digest().equals(ballot.denied.get(click.by()))) {
      return true;
    }
    boolean taken =
        (file.stage == Stage.WAITING || file.stage == Stage.APPROVED)
            && !ballot.over(world.now)
            && click.digest().equals(file.digest)
            && !ballot.approvals.containsKey(click.by())
            && click.reasoned();
    if (taken) {
      ballot.denied.put(click.by(), click.digest());
      file.stage = Stage.ENDED;
    }
    return taken;
  }

  /** Whoever said yes may take it back, whatever they may by now; once it runs that stops it. */
  public boolean revoke(Click click) {
    var ballot = file.ballot;
    if (ballot == null || !isPerson(click)) {
      return false;
    }
    if (click.digest().equals(ballot.revoked.get(click.by()))) {
      return true;
    }
    boolean taken =
        ballot.approvals.containsKey(click.by())
            && file.stage != Stage.PROPOSED
            && file.stage != Stage.BACK
            && file.stage != Stage.ENDED
            && click.digest().equals(file.digest)
            && click.reasoned();
    if (taken) {
      ballot.approvals.remove(click.by());
      ballot.revoked.put(click.by(), click.digest());
      revoked(ballot);
    }
    return taken;
  }

  private void revoked(Ballot ballot) {
    if (file.stage == Stage.WAITING || file.stage == Stage.APPROVED) {
      file.stage = Stage.WAITING;
      settle(ballot, true);
    } else {
      file.stop();
    }
  }

  private void settle(Ballot ballot, boolean changed) {
    if ((file.stage == Stage.WAITING || (file.stage == Stage.APPROVED && changed))
        && file.enough()
        && (changed || world.incidentOpen)
        && !ballot.over(world.now)) {
      file.approved();
    }
  }

  private boolean speaks(Click click, Ballot ballot) {
    return isPerson(click)
        && (byLoophole(click)
            || file.electorate.mayDecide(click.by(), ballot.roles(), ballot.groups()));
  }

  private boolean byLoophole(Click click) {
    var loophole = file.loophole();
    return loophole != null
        && file.electorate.mayDecide(click.by(), loophole.approvers(), Set.of());
  }

  private boolean isPerson(Click click) {
    var member = world.member(click.by());
    return click.asPerson() && world.knows(click.by()) && member.person() && member.active();
  }

  private boolean beforeExecution() {
    return file.stage == Stage.PROPOSED
        || file.stage == Stage.WAITING
        || file.stage == Stage.APPROVED;
  }
}
