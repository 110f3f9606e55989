package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.Deputation;
import io.countersign.bench.gate.oracle.MarkedTime;
import io.countersign.bench.gate.oracle.Member;
import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.bench.gate.oracle.ModelWorld.Holder;
import io.countersign.bench.gate.oracle.ModelWorld.Loophole;
import io.countersign.bench.gate.oracle.Ruling;
import io.countersign.bench.gate.oracle.Standing;
import io.countersign.bench.gate.oracle.Trust;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The changes around a plan: people come and go, calendars close, targets drift. */
final class WorldChanges {
  static final List<String> PEOPLE = List.of("amy", "ben", "cat", "dan", "eva");
  private static final List<String> OPENING = List.of("finn", "finn", "hal", "eva", "amy");
  private static final List<String> GROUPS = List.of("red", "blue", "green");

  private final Scene scene;
  private final ModelWorld world;

  WorldChanges(Scene scene) {
    this.scene = scene;
    this.world = scene.world;
  }

  /**
   * Five may approve, one of whom proposes as well; one commands, one responds, one administers; a
   * machine proposes.
   */
  void begin() {
    for (var name : PEOPLE) {
      var role = name.equals("eva") ? Standing.COMMANDER : Standing.APPROVER;
      world.put(Member.person(name, role, scene.pick(GROUPS)));
    }
    world.put(Member.person("finn", Standing.RESPONDER));
    world.put(Member.person("hal", Standing.RESPONDER).with(Trust.of(Standing.APPROVER)));
    world.put(Member.person("gus", Standing.ADMINISTRATOR));
    world.put(Member.person("ci", Standing.RESPONDER).machine(true));
    world.team("a", "payments");
    world.team("b", scene.pick(List.of("payments", "search")));
    world.oneAdministrator = scene.chance(10);
    world.commander = scene.chance(2) ? "eva" : null;
    world.ruling = ruling();
    if (scene.chance(2)) {
      runs();
      runs();
    }
  }

  void any() {
    switch (scene.random.nextInt(9)) {
      case 0, 1, 2, 3 -> person();
      case 8 -> emergency();
      case 4 -> calendar();
      case 5 -> target();
      case 6 -> circumstance();
      default -> otherPolicy();
    }
  }

  /** What comes up about those who agreed, after they did; and policy that asks for less. */
  void late() {
    var approved = scene.known().approvers();
    if (approved.isEmpty()) {
      return;
    }
    var member = world.member(scene.pick(approved).value());
    switch (scene.random.nextInt(5)) {
      case 0, 1 -> involve(member);
      case 4 -> {
        world.unpublished = scene.random.nextInt(2);
        scene.tell(() -> world.unpublished + " events are under no witnessed head");
      }
      case 2 -> {
        world.put(member.in(scene.chance(2) ? Set.of() : groups()));
        scene.tell(() -> "now there is " + world.member(member.name()));
      }
      default -> {
        world.skew = scene.random.nextInt(-50, 50);
        scene.tell(() -> "clocks are " + world.skew + " s apart");
      }
    }
    if (scene.chance(2)) {
      world.ruling = Ruling.FREE;
      world.law++;
      scene.tell(() -> "policy asks nobody any more");
    }
  }

  private void person() {
    var member = world.member(someone());
    var changed = changed(member);
    if (changed != null) {
      world.put(changed);
      scene.tell(() -> "now there is " + changed);
    }
  }

  /** Rather those on whom something rests. */
  private String someone() {
    var approved = scene.known().approvers();
    return approved.isEmpty() || scene.chance(3)
        ? scene.pick(PEOPLE)
        : scene.pick(approved).value();
  }

  private @Nullable Member changed(Member it) {
    return switch (scene.random.nextInt(22)) {
      case 0 -> it.holding(Set.of());
      case 1 -> it.active(false);
      case 2 -> it.machine(true);
      case 3 -> it.with(Trust.of(Standing.ADMINISTRATOR));
      case 4 -> it.with(Trust.of(Standing.CATALOG_EDITOR));
      case 5 -> it.holding(Set.of(trust()));
      case 6, 7, 8 -> it.in(groups());
      case 9 -> it.password(scene.pick(List.of("gus", "amy", "finn")), !scene.chance(3));
      case 10 -> it.password(null, true);
      case 11, 12, 13, 14 -> Member.person(it.name(), Standing.APPROVER, scene.pick(GROUPS));
      case 15, 16, 17, 18 -> involve(it);
      default -> deputise(it);
    };
  }

  private @Nullable Member involve(Member member) {
    var authors = scene.chance(3) ? world.runbookAuthors : world.changeAuthors;
    if (!authors.remove(member.name())) {
      authors.add(member.name());
    }
    scene.tell(
        () -> "made the change: " + world.changeAuthors + ", wrote: " + world.runbookAuthors);
    return null;
  }

  private @Nullable Member deputise(Member from) {
    if (!world.deputations.isEmpty() && scene.chance(2)) {
      world.deputations.removeFirst();
      scene.tell(() -> "deputies are " + world.deputations);
      return null;
    }
    var to = scene.pick(List.of("amy", "ben", "finn", "gus", "dan"));
    var team = scene.chance(3) ? "payments" : null;
    if (!to.equals(from.name())) {
      long until = world.now + scene.random.nextInt(10, 500);
      world.deputations.add(new Deputation(from.name(), to, team, until, scene.chance(2)));
      scene.tell(() -> "deputies are " + world.deputations);
    }
    return null;
  }

  private Trust trust() {
    var role = scene.chance(4) ? Standing.COMMANDER : Standing.APPROVER;
    var team = scene.chance(2) ? "payments" : null;
    long from = scene.chance(3) ? world.now + scene.random.nextInt(60) : -ModelWorld.NEVER;
    long until = scene.chance(2) ? world.now + scene.random.nextInt(1, 200) : ModelWorld.NEVER;
    return new Trust(role, team, from, Math.max(from + 1, until));
  }

  private Set<String> groups() {
    var groups = new HashSet<String>();
    for (int i = scene.random.nextInt(3); i > 0; i--) {
      groups.add(scene.pick(GROUPS));
    }
    return groups;
  }

  /** One mark more or less; two at once may be of two levels, each of which has to be open. */
  void calendar() {
    if (scene.chance(6)) {
      runs();
    } else if (!world.calendar.isEmpty() && scene.chance(2)) {
      world.unmark(scene.random.nextInt(world.calendar.size()), scene.chance(2));
    } else {
      mark();
      if (scene.chance(2)) {
        mark();
      }
    }
    scene.tell(() -> "the calendar says " + world.calendarWords());
  }

  private void mark() {
    long from = world.now + scene.random.nextInt(-300, 200);
    var target = scene.chance(3) ? scene.pick(List.of("a", "b")) : null;
    var kind = scene.pick(List.of(MarkedTime.Kind.values()));
    long length = scene.random.nextInt(10, kind == MarkedTime.Kind.WINDOW ? 1_200 : 500);
    boolean forThePlan = kind == MarkedTime.Kind.WINDOW && scene.chance(2);
    world.mark(new MarkedTime(kind, target, from, from + length), forThePlan);
  }

  /** Other plans of the same runbook were carried out. */
  private void runs() {
    int most = 1 + scene.random.nextInt(80);
    var took =
        Stream.generate(() -> 1L + scene.random.nextInt(most))
            .limit(scene.pick(List.of(19, 20, 21, 40)))
            .toList();
    int step = 1 + scene.random.nextInt(2);
    world.took.put(step, took);
    scene.tell(() -> "step %s took %s s".formatted(step, took));
  }

  private void target() {
    var target = scene.pick(List.of("a", "b"));
    switch (scene.random.nextInt(4)) {
      case 0 -> world.holder(target, scene.pick(List.of(Holder.values())));
      case 1 -> world.holder(target, Holder.NOBODY);
      case 2 -> scene.surroundings.version(target, scene.pick(List.of("bad", "good", "other")));
      default -> scene.surroundings.contentChanged = scene.chance(3);
    }
    scene.tell(
        () ->
            "%s: held by %s, version %s, content changed %s"
                .formatted(
                    target,
                    world.holder(target),
                    scene.surroundings.version(target),
                    scene.surroundings.contentChanged));
  }

  private void circumstance() {
    switch (scene.random.nextInt(8)) {
      case 3, 6 -> world.unattendedUntil = world.now + scene.random.nextInt(-100, 500);
      case 5 -> world.commander = scene.chance(3) ? scene.pick(PEOPLE) : "eva";
      case 0 -> halt();
      case 1 -> world.incidentOpen = !scene.chance(3);
      case 2 -> world.skew = scene.random.nextInt(-50, 50);
      case 7 -> world.unpublished = scene.random.nextInt(2);
      default -> scene.surroundings.fault = !scene.chance(3);
    }
    scene.tell(
        () ->
            ("unattended until %s, halts %s, incident open %s, skew %s, unpublished %s, fault %s,"
                    + " commander %s")
                .formatted(
                    world.unattendedUntil,
                    world.halts,
                    world.incidentOpen,
                    world.skew,
                    world.unpublished,
                    scene.surroundings.fault,
                    world.commander));
  }

  /** Of all, or of one team's. */
  private void halt() {
    var of = scene.pick(List.of("", "payments", "search"));
    if (!world.halts.remove(of)) {
      world.halts.add(of);
    }
  }

  /** Somebody opens an exception, or it ends; rarely of who couldn't, or nobody agreed to. */
  private void emergency() {
    var random = scene.random;
    var opener = scene.pick(OPENING);
    world.reviewOverdue = scene.chance(4);
    world.loophole =
        scene.chance(4)
            ? null
            : new Loophole(
                opener,
                scene.chance(8) ? null : opener.equals("eva") ? "hal" : "eva",
                scene.pick(
                    List.of(
                        Set.of(Standing.COMMANDER),
                        Set.of(Standing.APPROVER),
                        Set.of(Standing.APPROVER, Standing.COMMANDER))),
                1 + random.nextInt(2),
                world.now + random.nextInt(5, 500),
                scene.chance(2),
                !scene.chance(8),
                world.law);
    scene.tell(() -> "review overdue " + world.reviewOverdue + ", exception " + world.loophole);
  }

  private void otherPolicy() {
    world.ruling = ruling();
    world.law++;
    scene.tell(() -> "policy is " + world.ruling + " by now");
  }

  /** Another bundle. */
  private Ruling ruling() {
    var random = scene.random;
    int free = random.nextInt(12);
    if (free < 4) {
      return free == 0 ? Ruling.FORBIDDEN : Ruling.FREE;
    }
    int quorum = 1 + random.nextInt(2) + (scene.chance(8) ? 1 : 0);
    return new Ruling(
        Ruling.Kind.ASKED,
        quorum,
        scene.chance(6) ? Set.of(Standing.APPROVER, Standing.COMMANDER) : Set.of(Standing.APPROVER),
        scene.chance(2) ? Set.of(Standing.COMMANDER) : Set.of(),
        scene.chance(5) ? groups() : Set.of(),
        scene.chance(2) ? 1 + random.nextInt(quorum) : 0,
        scene.chance(6) ? 20 : 0,
        scene.chance(4),
        scene.chance(2),
        60,
        200 + random.nextInt(800),
        scene.chance(3) ? 1 + random.nextInt(quorum) : 0);
  }
}
