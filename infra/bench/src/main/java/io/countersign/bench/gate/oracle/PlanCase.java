package io.countersign.bench.gate.oracle;

import io.countersign.bench.gate.oracle.ModelWorld.Loophole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One plan's way through the world, as the oracle keeps it. */
public final class PlanCase {
  final ModelWorld world;
  final PlanOutline plan;
  final Electorate electorate;
  final String digest;

  final Execution forward;
  final Execution backward;

  Stage stage = Stage.PROPOSED;
  @Nullable Ruling recorded;
  @Nullable Ballot ballot;
  boolean stopped;
  boolean intact = true;
  long happened;

  private boolean waited;
  private long waitsSince;
  private long opensAt;

  /**
   * @param id by which its steps' keys begin
   * @param digest of the plan that was proposed
   */
  public PlanCase(ModelWorld world, PlanOutline plan, String proposer, String id, String digest) {
    this.world = world;
    this.plan = plan;
    this.electorate = new Electorate(world, plan, proposer);
    this.digest = digest;
    this.forward = new Execution(id, false, plan.steps());
    this.backward = new Execution(id, true, plan.back());
  }

  public Stage stage() {
    return stage;
  }

  /** The plan on record isn't the one that was proposed any more. */
  public void edited() {
    intact = false;
  }

  /** How much has happened since it began to be carried out. */
  public long happened() {
    return happened;
  }

  /** The way that it goes now. */
  Execution way() {
    return stage == Stage.BACK ? backward : forward;
  }

  long needed() {
    return plan.seconds(forward.done(), world);
  }

  boolean enoughFor(Ruling asked) {
    return enoughFor(asked, 1);
  }

  /** Of those who meant so many steps at least. */
  private boolean enoughFor(Ruling asked, int step) {
    if (ballot == null) {
      return false;
    }
    var names = ballot.meaning(step);
    return electorate.enough(asked, names, ballot.escalated)
        || enoughInEmergency(asked, ballot, names)
        || enoughByLoophole(asked, ballot, names);
  }

  /** Whether each step up to this one was agreed to, by all that was asked and is by now. */
  boolean enoughThrough(int step, Ruling now) {
    return ballot == null
        || (ballot.demands.stream().allMatch(it -> enoughFor(it, step))
            && (!now.asks() || enoughFor(now, step)));
  }

  /** Whether people agreed to all that it does. */
  boolean enoughForAll() {
    return ballot == null
        || ballot.demands.stream().allMatch(it -> enoughFor(it, plan.steps().size()));
  }

  /** The exception that lets this plan through now. */
  @Nullable Loophole loophole() {
    var it = world.loophole;
    return it != null
            && it.forThis()
            && it.law() == world.law
            && it.second() != null
            && world.incidentOpen
            && world.now < it.until()
            && electorate.mayOpen(it.opener())
            && electorate.mayOpen(it.second())
        ? it
        : null;
  }

  private boolean enoughByLoophole(Ruling asked, Ballot said, Set<String> names) {
    var loophole = loophole();
    return loophole != null
        && electorate.enough(
            loophole.instead(asked),
            names.stream().filter(it -> didNotOpen(it, loophole, said)).toList(),
            false);
  }

  private boolean didNotOpen(String name, Loophole loophole, Ballot said) {
    return !electorate.isTheSame(name, loophole.opener(), said.roles(), said.groups())
        && !electorate.isTheSame(name, loophole.opener(), loophole.approvers(), Set.of());
  }

  private boolean enoughInEmergency(Ruling asked, Ballot said, Set<String> names) {
    var shortening = said.shortening;
    return shortening != null
        && electorate.mayShorten(shortening.by())
        && electorate.enough(
            asked.shortened(shortening.to()),
            names.stream().filter(it -> didNotShorten(it, said)).toList(),
            said.escalated);
  }

  /** Who made it easier isn't one of those who agree. */
  boolean isAnother(String name, Ballot said) {
    var loophole = loophole();
    return didNotShorten(name, said) && (loophole == null || didNotOpen(name, loophole, said));
  }

  private boolean didNotShorten(String name, Ballot said) {
    var shortening = said.shortening;
    return shortening == null
        || !electorate.mayShorten(shortening.by())
        || !electorate.isTheSame(name, shortening.by(), said.roles(), said.groups());
  }

  boolean enough() {
    return ballot == null || ballot.demands.stream().allMatch(this::enoughFor);
  }

  /** Whose approvals count by all that was asked for, or by what is asked in an emergency. */
  List<String> counting() {
    if (ballot == null) {
      return List.of();
    }
    var said = ballot;
    var names = said.approvals.keySet();
    var all = new TreeSet<>(electorate.counting(names, said.roles(), said.groups()));
    all.addAll(
        electorate.counting(
            names.stream().filter(it -> didNotShorten(it, said)).toList(),
            said.roles(),
            said.groups()));
    var loophole = loophole();
    if (loophole != null) {
      all.addAll(
          electorate.counting(
              names.stream().filter(it -> didNotOpen(it, loophole, said)).toList(),
              loophole.approvers(),
              Set.of()));
    }
    return List.copyOf(all);
  }

  /** Those conditions that count. */
  List<Proviso> provisos() {
    var provisos = new ArrayList<Proviso>();
    if (ballot != null) {
      for (var name : counting()) {
        provisos.add(ballot.approvals.getOrDefault(name, Proviso.NONE));
      }
    }
    return provisos;
  }

  /** Its calendar is in the way, and people are told when it opens; the first time counts. */
  public void waits() {
    if (stage != Stage.ENDED && !waited) {
      waited = true;
      waitsSince = world.now;
      opensAt = times().next(world.now, needed());
      if (stage == Stage.APPROVED && ballot != null) {
        ballot.waits(world.now, opensAt);
      }
    }
  }

  /** People agreed while it's closed: it waits for what the calendar says by then. */
  void approved() {
    stage = Stage.APPROVED;
    if (!times().open(world.now, needed())) {
      waits();
    }
  }

  /** By who opened it for this plan alone, it would be open as well. */
  boolean letGo() {
    return world
        .calendarFor(waitsSince)
        .filter(it -> new OpenTimes(it, plan.targets()).open(world.now, needed()))
        .isPresent();
  }

  OpenTimes times() {
    return new OpenTimes(world.calendar, plan.targets());
  }

  /** Whether it would begin before the calendar said that it could when it began to wait. */
  boolean early() {
    return waited && (opensAt == ModelWorld.NEVER || world.now < opensAt);
  }

  /** It begins to be carried out, as far as the product is concerned. */
  public void begun() {
    stage = Stage.RUNNING;
  }

  public void sent() {
    way().sent(world.now);
    happened++;
  }

  public void completed() {
    way().completed();
    happened++;
    if (stage == Stage.RUNNING && forward.finished()) {
      stage = Stage.VERIFYING;
    }
  }

  /** It had no effect, and may be tried again. */
  public void unheard(boolean refused) {
    way().unheard(refused);
    happened++;
  }

  public void failed(boolean inDoubt) {
    way().failed(inDoubt);
    happened++;
  }

  /** The rest of it stays undone. */
  public void curtailed() {
    stage = Stage.VERIFYING;
    happened++;
  }

  /** Telemetry says that it didn't help. */
  public void notHelped() {
    happened++;
  }

  public void goesBack() {
    stage = Stage.BACK;
    happened++;
  }

  public void stop() {
    stopped = true;
  }

  public void ends() {
    stage = Stage.ENDED;
  }
}
