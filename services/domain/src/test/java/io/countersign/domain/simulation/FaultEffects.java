package io.countersign.domain.simulation;

import java.util.List;

/** The effects of the faults on the components that they hit, at each moment. */
final class FaultEffects {
  private static final double LEAK_RESTART = 14;

  private final SimulatedEstate estate;
  private final List<Fault> faults;
  private final double[] alive;
  private final double[] errors;
  private final double[] slowness;
  private final double[] memory;
  private final int[] restarts;
  private final double[] downUntil;

  FaultEffects(SimulatedEstate estate, List<Fault> faults) {
    this.estate = estate;
    this.faults = faults;
    int size = estate.size();
    this.alive = new double[size];
    this.errors = new double[size];
    this.slowness = new double[size];
    this.memory = new double[size];
    this.restarts = new int[size];
    this.downUntil = new double[size];
  }

  void at(double second, double passed) {
    for (int i = 0; i < estate.size(); i++) {
      alive[i] = 1;
      errors[i] = 0;
      slowness[i] = 1;
    }
    for (var fault : faults) {
      if (fault.active(second)) {
        hit(fault, second, passed);
      }
    }
    for (int i = 0; i < estate.size(); i++) {
      spread(i);
    }
  }

  private void hit(Fault fault, double second, double passed) {
    int root = fault.root();
    switch (fault.kind()) {
      case BAD_RELEASE -> errors[root] = fault.strength();
      case SLOW_RELEASE -> slowness[root] = fault.strength();
      case PROCESS_DEATH, HOST_FAILURE -> alive[root] = 0;
      case PROVIDER_OUTAGE -> {
        errors[root] = fault.strength() < 1 ? fault.strength() : 0;
        slowness[root] = fault.strength() < 1 ? 1 : fault.strength();
      }
      case FLAPPING -> {
        boolean down =
            (second - fault.start()) % fault.period() < fault.period() * fault.strength();
        restarts[root] += !down && downUntil[root] > 0 ? 1 : 0;
        downUntil[root] = down ? 1 : 0;
        alive[root] = down ? 0 : 1;
      }
      case LEAK -> leak(fault, second, passed);
      case SURGE_AT_ENTRY, SURGE_INSIDE -> {}
    }
  }

  private void leak(Fault fault, double second, double passed) {
    int root = fault.root();
    memory[root] = Math.max(0.4, memory[root]) + 0.6 * passed / fault.period();
    double tight = Math.max(0, (memory[root] - 0.8) / 0.2);
    slowness[root] = 1 + fault.strength() * tight * tight;
    if (memory[root] >= 1) {
      memory[root] = 0.4;
      restarts[root]++;
      downUntil[root] = second + LEAK_RESTART;
    }
    alive[root] = second < downUntil[root] ? 0 : 1;
  }

  /** With a machine goes its share of the replicas. */
  private void spread(int i) {
    var hosts = estate.part(i).hosts();
    if (!hosts.isEmpty()) {
      double up = 0;
      for (int host : hosts) {
        up += alive[host];
      }
      alive[i] = Math.min(alive[i], up / hosts.size());
    }
  }

  double alive(int part) {
    return alive[part];
  }

  int reachable(int part) {
    return alive[part] > 0 ? 1 : 0;
  }

  double errors(int part) {
    return errors[part];
  }

  double slowness(int part) {
    return slowness[part];
  }

  double memory(int part) {
    return memory[part];
  }

  int restarts(int part) {
    return restarts[part];
  }

  /** A machine that is gone refuses nobody: who calls it waits, until it's taken off the lists. */
  boolean hangs(int part, double second) {
    return faults.stream()
        .anyMatch(
            fault ->
                fault.kind() == Fault.Kind.HOST_FAILURE
                    && fault.active(second)
                    && second < fault.start() + 40
                    && (fault.root() == part || estate.part(part).hosts().contains(fault.root())));
  }
}
