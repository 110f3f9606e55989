package io.countersign.domain.simulation;

import io.countersign.domain.catalog.Relation;
import io.countersign.domain.simulation.Component.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * The simulation of load over time: it flows down from callers to what they call; failure, slowness
 * and waiting flow up. Every effect has a mechanism (a timeout, a full pool of threads, a retry),
 * so symptoms come about as they do in life, also those that mislead.
 */
final class LoadSimulation {
  /** Spread of answer times: 95 % of them are within 2.3 times the mean. */
  private static final double P95 = 2.3;

  private static final double PATIENCE = 4;

  private final SimulatedEstate estate;
  private final List<Fault> faults;
  private final SeededRandom random;
  private final GroundTruth truth;
  private final FaultEffects effects;
  private final double[] usual;
  private final double[] entering;
  private final double[] in;
  private final double[] carried;
  private final double[] failed;
  private final double[] shed;
  private final double[] hold;
  private final double[] depth;
  private final double[] cpu;
  private final double[] crowded;
  private final double[] work;

  private LoadSimulation(
      SimulatedEstate estate, List<Fault> faults, SeededRandom random, int ticks) {
    int size = estate.size();
    this.estate = estate;
    this.faults = faults;
    this.random = random;
    this.truth = GroundTruth.of(size, ticks);
    this.effects = new FaultEffects(estate, faults);
    this.usual = EstateSizing.usualRates(estate);
    this.entering = new double[size];
    this.in = new double[size];
    this.carried = new double[size];
    this.failed = new double[size];
    this.shed = new double[size];
    this.hold = new double[size];
    this.depth = new double[size];
    this.cpu = new double[size];
    this.crowded = new double[size];
    this.work = new double[size];
    Arrays.fill(entering, 1);
    Arrays.fill(crowded, 1);
  }

  static GroundTruth run(SimulatedEstate estate, List<Fault> faults, long seed, int seconds) {
    var simulation =
        new LoadSimulation(estate, faults, new SeededRandom(seed), seconds / GroundTruth.TICK);
    for (int tick = -20; tick < simulation.truth.ticks(); tick++) {
      simulation.pass(tick);
    }
    return simulation.truth;
  }

  private void pass(int tick) {
    double second = tick * (double) GroundTruth.TICK;
    effects.at(second, GroundTruth.TICK);
    arrive(second);
    for (int i = 0; i < estate.size(); i++) {
      send(i);
    }
    for (int i = estate.size() - 1; i >= 0; i--) {
      serve(i, second);
    }
    crowd();
    if (tick >= 0) {
      record(tick);
    }
  }

  private void arrive(double second) {
    for (int i = 0; i < estate.size(); i++) {
      var part = estate.part(i);
      entering[i] += 0.1 * (1 - entering[i]) + 0.02 * random.normal();
      double day = 1 + 0.1 * Math.sin(second / 900 + i);
      in[i] = part.entryRate() * day * Math.max(0.3, entering[i]) + carried[i];
      carried[i] = 0;
      for (var fault : faults) {
        if (fault.root() == i && fault.active(second)) {
          in[i] +=
              switch (fault.kind()) {
                case SURGE_AT_ENTRY, SURGE_INSIDE ->
                    (fault.strength() - 1)
                        * usual[i]
                        * Math.min(1, (second - fault.start()) / fault.period());
                default -> 0;
              };
        }
      }
    }
  }

  /** Its calls, and those that it makes again because they failed. */
  private void send(int i) {
    if (estate.part(i).isHost()) {
      return;
    }
    if (estate.part(i).kind() != Kind.QUEUE) {
      take(i);
    }
    var part = estate.part(i);
    double most = part.cores() * part.replicas() * effects.alive(i) / (part.work() * crowded[i]);
    double working = Math.min(in[i] * (1 - shed[i]), part.kind() == Kind.QUEUE ? in[i] : most);
    // What fails half-way doesn't call the rest.
    working *= 1 - 0.5 * Math.max(effects.errors(i), failed[i]);
    for (var link : estate.links(i)) {
      if (link.kind() == Relation.Kind.READS_FROM || link.kind() == Relation.Kind.RUNS_ON) {
        continue;
      }
      double once = link.retries() > 0 ? failing(link) : 0;
      double again = 0;
      for (int retry = 1; retry <= link.retries(); retry++) {
        again += Math.pow(once, retry);
      }
      double sent = working * link.calls() * (1 + again);
      if (link.to() > i) {
        in[link.to()] += sent;
      } else {
        carried[link.to()] += sent;
      }
    }
  }

  /** A consumer takes from its queue what it can; what fails stays there. */
  private void take(int i) {
    for (var link : estate.links(i)) {
      if (link.kind() == Relation.Kind.READS_FROM) {
        int queue = link.to();
        double able = effects.alive(i) * effects.reachable(queue) * 2.5 * usual[i];
        double taken = Math.min(able, depth[queue] / GroundTruth.TICK + in[queue]);
        in[i] += taken;
        double drained =
            (taken * (1 - failed[i]) - in[queue] * (1 - failed[queue])) * GroundTruth.TICK;
        depth[queue] = Math.max(0, depth[queue] - drained);
      }
    }
  }

  private void serve(int i, double second) {
    var part = estate.part(i);
    if (part.isHost()) {
      failed[i] = 1 - effects.alive(i);
      return;
    }
    if (part.kind() == Kind.QUEUE) {
      double full = depth[i] / Math.max(20, usual[i] * 240);
      failed[i] = effects.reachable(i) == 0 || full >= 1 ? 1 : 0;
      cpu[i] = Math.min(1, full);
      return;
    }
    double running = effects.alive(i) * part.replicas();
    if (running <= 0) {
      failed[i] = 1;
      hold[i] = effects.hangs(i, second) ? 60 : 0;
      shed[i] = 1;
      cpu[i] = 0;
      return;
    }
    work(i, running);
  }

  private void work(int i, double running) {
    var part = estate.part(i);
    double waits = 0;
    double fine = 1;
    for (var link : estate.links(i)) {
      if (link.waits()) {
        double once = failing(link);
        double fails = Math.pow(once, link.retries() + 1.0);
        double attempts = link.retries() == 0 ? 1 : 1 + once;
        waits += link.calls() * attempts * Math.min(hold[link.to()], link.timeout());
        fine *= 1 - link.critical() * (1 - Math.pow(1 - fails, link.calls()));
      } else if (link.kind() == Relation.Kind.WRITES_TO) {
        fine *= 1 - Math.min(1, link.calls()) * failed[link.to()];
      }
    }
    double work = part.work() * effects.slowness(i) * crowded[i];
    double busy = in[i] * part.work() * crowded[i] / (part.cores() * running);
    double alone = work / Math.max(0.08, 1 - busy);
    double taken = in[i] * (alone + waits) / (part.threads() * running);
    double load = Math.max(busy, taken);
    // Full of its own work: of cores, or of workers that aren't waiting for anybody.
    this.work[i] = Math.max(busy, in[i] * alone / (part.threads() * running));
    shed[i] = load > 1 ? 1 - 1 / load : 0;
    hold[i] = alone + waits + (load > 1 ? PATIENCE * Math.min(1, load - 1) : 0);
    failed[i] = 1 - (1 - shed[i]) * (1 - effects.errors(i)) * (1 - part.usualErrors()) * fine;
    cpu[i] = Math.min(1, Math.max(load, effects.memory(i)));
  }

  /** How likely one attempt is to fail, be it by an error or by waiting too long. */
  private double failing(Dependency link) {
    double late = 0;
    double slow = hold[link.to()];
    if (slow > 0) {
      double sigma = (Math.log(link.timeout()) - Math.log(slow)) / 0.5;
      late = 1 / (1 + Math.exp(1.702 * sigma));
    }
    double fails = failed[link.to()];
    return fails + (1 - fails) * late;
  }

  /** What shares a machine that has no more to give gets slower. */
  private void crowd() {
    var used = new double[estate.size()];
    for (int i = 0; i < estate.size(); i++) {
      var part = estate.part(i);
      double share = in[i] * (1 - shed[i]) * part.work() / Math.max(1, part.hosts().size());
      part.hosts().forEach(host -> used[host] += share);
    }
    for (int i = 0; i < estate.size(); i++) {
      var part = estate.part(i);
      if (part.isHost()) {
        cpu[i] = Math.min(1, used[i] / part.cores());
      } else {
        double worst = 1;
        for (int host : part.hosts()) {
          worst = Math.max(worst, used[host] / estate.part(host).cores());
        }
        crowded[i] = worst;
      }
    }
  }

  private void record(int tick) {
    for (int i = 0; i < estate.size(); i++) {
      truth.rate()[i][tick] = (float) in[i];
      truth.failed()[i][tick] = (float) failed[i];
      truth.latency()[i][tick] = (float) (hold[i] * P95);
      truth.load()[i][tick] = (float) cpu[i];
      truth.work()[i][tick] = (float) work[i];
      truth.alive()[i][tick] = (float) effects.alive(i);
      truth.restarts()[i][tick] = (float) effects.restarts(i);
    }
  }
}
