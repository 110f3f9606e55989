package io.countersign.domain.simulation;

import io.countersign.domain.change.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes that people and their tools made: the one thing that broke it, if any, and much else.
 */
final class SimulatedChanges {
  private static final int RESTART = 4;

  /** A change to a component, in seconds from the begin of time. */
  record Done(int part, String action, double at, boolean guilty, int replicas, String reference) {
    boolean restarts() {
      return replicas == 0;
    }
  }

  private final SimulatedEstate estate;
  private final SeededRandom random;
  private final Instant begin;
  private final List<Done> all = new ArrayList<>();
  private final List<List<Done>> byPart = new ArrayList<>();

  SimulatedChanges(SimulatedEstate estate, Instant begin, long seed) {
    this.estate = estate;
    this.begin = begin;
    this.random = new SeededRandom(seed);
    for (int i = 0; i < estate.size(); i++) {
      byPart.add(new ArrayList<>());
    }
  }

  /** The change that a fault came with, and what happened to be done around it. */
  void addAround(Fault fault, int end) {
    int root = fault.root();
    if (fault.kind().isRelease() || (fault.kind() == Fault.Kind.LEAK && random.chance(0.4))) {
      double ahead =
          random.chance(0.75)
              ? random.between(0, 45)
              : random.chance(0.8) ? random.between(45, 400) : -random.between(0, 2);
      add(root, "deploy", fault.start() - ahead, true, 0);
    }
    for (int near : estate.neighbours(root)) {
      if (random.chance(0.35)) {
        add(near, "deploy", fault.start() + random.between(-400, 200), false, 0);
      } else if (random.chance(0.15)) {
        scaleOrRestart(near, fault.start() + random.between(-300, 200));
      }
    }
    if (random.chance(0.3) && !estate.part(root).isHost()) {
      add(root, "deploy", fault.start() - random.magnitude(5400, 86400), false, 0);
    }
    if (fault.kind() != Fault.Kind.LEAK && random.chance(0.2)) {
      // Somebody tries something on what fails; too late, or on the wrong thing.
      double when = fault.start() + random.between(40, 200);
      if (random.chance(0.5)) {
        add(root, "deploy", when, false, 0);
      } else {
        scaleOrRestart(root, when);
      }
    }
    elsewhere(end);
  }

  /** The usual business of a large estate, which doesn't stop at what is about to fail. */
  private void elsewhere(int end) {
    int many = Math.max(1, estate.size() / 12);
    for (int i = 0; i < many; i++) {
      int part = random.below(estate.size());
      if (estate.part(part).kind() == Component.Kind.SERVICE) {
        double at = random.between(0, end);
        if (random.chance(0.6)) {
          add(part, "deploy", at, false, 0);
        } else {
          scaleOrRestart(part, at);
        }
      }
    }
  }

  private void scaleOrRestart(int part, double at) {
    if (random.chance(0.5)) {
      add(part, "scale", at, false, random.chance(0.7) ? 1 : -1);
    } else {
      add(part, "restart", at, false, 0);
    }
  }

  private void add(int part, String action, double at, boolean guilty, int replicas) {
    if (estate.part(part).kind() == Component.Kind.PROVIDER
        || estate.part(part).kind() == Component.Kind.QUEUE) {
      return; // Nobody of ours does anything to those.
    }
    var done = new Done(part, action, at, guilty, replicas, "CHG-" + (1000 + all.size()));
    all.add(done);
    byPart.get(part).add(done);
  }

  /** Whether it's away for a moment because somebody restarted or released it. */
  boolean restarting(int part, double second) {
    if (estate.part(part).replicas() > 1) {
      return false; // One after the other.
    }
    return byPart.get(part).stream()
        .anyMatch(d -> d.restarts() && second >= d.at() && second < d.at() + RESTART);
  }

  int restarts(int part, double second) {
    return (int) byPart.get(part).stream().filter(d -> d.restarts() && second >= d.at()).count();
  }

  int replicas(int part, double second) {
    return byPart.get(part).stream().filter(d -> second >= d.at()).mapToInt(Done::replicas).sum();
  }

  /** What the feed shows until some second. */
  List<Change> until(double second) {
    return all.stream().filter(d -> d.at() <= second).map(this::change).toList();
  }

  /** References of what broke it. */
  List<String> guilty() {
    return all.stream().filter(Done::guilty).map(Done::reference).toList();
  }

  Optional<Done> find(String reference) {
    return all.stream().filter(d -> d.reference().equals(reference)).findFirst();
  }

  private Change change(Done done) {
    boolean deploy = done.action().equals("deploy");
    return new Change(
        "deployments",
        estate.part(done.part()).id(),
        done.action(),
        begin.plusMillis(Math.round(done.at() * 1000)),
        done.reference(),
        version(deploy, 1, done),
        version(deploy, 2, done),
        null,
        null);
  }

  private static @Nullable String version(boolean deploy, int major, Done done) {
    return deploy ? major + "." + done.reference().substring(4) : null;
  }
}
