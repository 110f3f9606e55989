package io.countersign.domain.simulation;

import io.countersign.domain.catalog.Relation;
import io.countersign.domain.simulation.Component.Kind;
import java.util.ArrayList;

/** The sizing of every component to what its usual load needs, and something to spare. */
final class EstateSizing {
  private static final int ROUNDS = 6;

  private EstateSizing() {}

  static SimulatedEstate fit(SimulatedEstate estate, SeededRandom random) {
    var rate = usualRates(estate);
    var hold = usualHolds(estate);
    var sized = new ArrayList<Component>();
    var hosted = new double[estate.size()];
    for (int i = 0; i < estate.size(); i++) {
      var part = estate.part(i);
      double spare = part.kind() == Kind.PROVIDER ? 20 : 1;
      double cores = Math.max(0.02, spare * rate[i] * part.work() * random.between(1.7, 4));
      double threads = Math.max(3, spare * rate[i] * hold[i] * random.between(2.5, 8));
      part.hosts().forEach(host -> hosted[host] += cores / part.hosts().size());
      sized.add(part.sized(cores / part.replicas(), threads / part.replicas()));
    }
    for (int i = 0; i < estate.size(); i++) {
      if (estate.part(i).isHost()) {
        sized.set(i, estate.part(i).sized(Math.max(0.1, hosted[i] * random.between(0.7, 1.2)), 1));
      }
    }
    return estate.with(sized);
  }

  /** Requests a second that reach each part on a usual day. */
  static double[] usualRates(SimulatedEstate estate) {
    var rate = new double[estate.size()];
    for (int round = 0; round < ROUNDS; round++) {
      var next = new double[estate.size()];
      for (int i = 0; i < estate.size(); i++) {
        next[i] += estate.part(i).entryRate();
        for (var link : estate.links(i)) {
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

  private static double[] usualHolds(SimulatedEstate estate) {
    var hold = new double[estate.size()];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = estate.size() - 1; i >= 0; i--) {
        double waits = 0;
        for (var link : estate.links(i)) {
          waits += link.waits() ? link.calls() * Math.min(link.timeout(), hold[link.to()]) : 0;
        }
        hold[i] = estate.part(i).kind() == Kind.QUEUE ? 0 : 1.5 * estate.part(i).work() + waits;
      }
    }
    return hold;
  }
}
