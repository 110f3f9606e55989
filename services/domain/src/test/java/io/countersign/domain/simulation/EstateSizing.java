package io.countersign.domain.simulation;

import io.countersign.domain.catalog.Relation;
import io.countersign.domain.simulation.Component.Kind;
import java.util.ArrayList;

/** The sizing of every component to what its usual load needs, and something to spare. */
final class EstateSizing {
  private static final int ROUNDS = 6;

  private EstateSizing() {}

  static SimulatedEstate fit(SimulatedEstate world, SeededRandom dice) {
    var rate = usualRates(world);
    var hold = usualHolds(world);
    var sized = new ArrayList<Component>();
    var hosted = new double[world.size()];
    for (int i = 0; i < world.size(); i++) {
      var part = world.part(i);
      double spare = part.kind() == Kind.PROVIDER ? 20 : 1;
      double cores = Math.max(0.02, spare * rate[i] * part.work() * dice.between(1.7, 4));
      double threads = Math.max(3, spare * rate[i] * hold[i] * dice.between(2.5, 8));
      part.hosts().forEach(host -> hosted[host] += cores / part.hosts().size());
      sized.add(part.sized(cores / part.replicas(), threads / part.replicas()));
    }
    for (int i = 0; i < world.size(); i++) {
      if (world.part(i).isHost()) {
        sized.set(i, world.part(i).sized(Math.max(0.1, hosted[i] * dice.between(0.7, 1.2)), 1));
      }
    }
    return world.with(sized);
  }

  /** Requests a second that reach each part on a usual day. */
  static double[] usualRates(SimulatedEstate world) {
    var rate = new double[world.size()];
    for (int round = 0; round < ROUNDS; round++) {
      var next = new double[world.size()];
      for (int i = 0; i < world.size(); i++) {
        next[i] += world.part(i).entryRate();
        for (var link : world.links(i)) {
          next[link.to()] += (link.to() > i ? next[i] : 0) * link.calls();
          // What goes back in a circle comes around with the next round.
          next[link.to()] += (link.to() > i ? 0 : 0.2 * rate[i]) * link.calls();
          if (link.kind() == Relation.Kind.READS_FROM) {
            next[i] += rate[link.to()];
          }
        }
      }
      rate = next;
    }
    return rate;
  }

  private static double[] usualHolds(SimulatedEstate world) {
    var hold = new double[world.size()];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = world.size() - 1; i >= 0; i--) {
        double waits = 0;
        for (var link : world.links(i)) {
          waits += link.waits() ? link.calls() * Math.min(link.timeout(), hold[link.to()]) : 0;
        }
        hold[i] = world.part(i).kind() == Kind.QUEUE ? 0 : 1.5 * world.part(i).work() + waits;
      }
    }
    return hold;
  }
}
