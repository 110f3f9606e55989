package io.countersign.domain.simulation;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.simulation.Component.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The generator of random estates: some systems, each with layers of services over stores and
 * providers.
 */
final class EstateGenerator {
  private static final double CIRCLE = 0.02;
  private static final double WEAK_LINK = 0.3;

  private final SeededRandom random;
  private final List<Component> parts = new ArrayList<>();
  private final List<Dependency> links = new ArrayList<>();

  /** Indexes of one system's services by layer, entry points first. */
  private record Layered(List<List<Integer>> layers, List<Integer> leaves) {}

  private EstateGenerator(SeededRandom random) {
    this.random = random;
  }

  /** A estate of about so many entities, its capacities fitted to its usual load. */
  static SimulatedEstate random(int size, long seed) {
    var estates = new EstateGenerator(new SeededRandom(seed));
    estates.build(size);
    return EstateSizing.fit(
        SimulatedEstate.of(estates.parts, estates.links), new SeededRandom(seed + 1));
  }

  private void build(int size) {
    int systems = Math.max(1, Math.min(8, (int) Math.round(size / random.between(12, 80))));
    var built = new ArrayList<Layered>();
    for (int s = 0; s < systems; s++) {
      built.add(system(s, size / systems));
    }
    for (int s = 1; s < systems; s++) {
      if (random.chance(WEAK_LINK)) {
        weakly(built.get(s), built.get(random.below(s)));
      }
    }
  }

  private Layered system(int system, int size) {
    int hosts = size < 8 ? 1 : Math.max(2, size / 8);
    int leaves = Math.max(1, size / 7);
    int services = Math.max(2, size - hosts - leaves);
    int depth = Math.max(2, Math.min(6, 1 + (int) Math.round(Math.log(services))));
    var layers = new ArrayList<List<Integer>>();
    for (int d = 0; d < depth; d++) {
      layers.add(new ArrayList<>());
    }
    for (int i = 0; i < services; i++) {
      // In order of layers, so that callers come first; the first of each layer is there anyway.
      int layer = (int) ((long) i * depth / services);
      layers.get(layer).add(add(Kind.SERVICE, system, layer == 0));
    }
    var below = new ArrayList<Integer>();
    for (int i = 0; i < leaves; i++) {
      below.add(add(random.of(List.of(Kind.STORE, Kind.STORE, Kind.PROVIDER)), system, false));
    }
    var built = new Layered(layers, below);
    connect(built);
    queue(built, system);
    house(hosts, system, built);
    return built;
  }

  private int add(Kind kind, int system, boolean entry) {
    int index = parts.size();
    var word =
        switch (kind) {
          case SERVICE -> "service";
          case STORE -> "database";
          case QUEUE -> "queue";
          case PROVIDER -> "provider";
          case HOST -> "host";
        };
    double work =
        kind == Kind.PROVIDER ? random.magnitude(0.02, 0.2) : random.magnitude(0.002, 0.04);
    double errors = random.chance(0.03) ? random.between(0.02, 0.08) : random.between(0, 0.003);
    parts.add(
        new Component(
            new EntityId(word, "prod", word.charAt(0) + "" + system + "-" + index),
            kind,
            system,
            1 + random.below(4),
            entry ? random.magnitude(2, 200) : 0,
            work,
            1,
            1,
            kind == Kind.SERVICE ? 1 + random.below(5) : 1,
            List.of(),
            kind == Kind.SERVICE ? errors : 0));
    return index;
  }

  private void connect(Layered built) {
    var layers = built.layers();
    for (int d = 0; d < layers.size(); d++) {
      for (int caller : layers.get(d)) {
        int calls = d + 1 < layers.size() ? 1 + random.below(3) : 0;
        for (int c = 0; c < calls; c++) {
          call(caller, hub(layers.get(random.chance(0.8) ? d + 1 : layers.size() - 1)));
        }
        if (calls == 0 || random.chance(0.4)) {
          store(caller, random.of(built.leaves()));
        }
        if (d > 1 && random.chance(CIRCLE)) {
          call(caller, random.of(layers.get(d - 1)));
        }
      }
    }
    // Nothing stands there unused.
    for (int d = 1; d < layers.size(); d++) {
      for (int service : layers.get(d)) {
        if (links.stream().noneMatch(link -> link.to() == service)) {
          call(random.of(layers.get(d - 1)), service);
        }
      }
    }
    for (int leaf : built.leaves()) {
      if (links.stream().noneMatch(link -> link.to() == leaf)) {
        store(random.of(layers.getLast()), leaf);
      }
    }
  }

  /** Few are called by many. */
  private int hub(List<Integer> layer) {
    double skewed = Math.pow(random.between(0, 1), 2);
    return layer.get(Math.min(layer.size() - 1, (int) (skewed * layer.size())));
  }

  private void call(int from, int to) {
    if (from == to || links.stream().anyMatch(l -> l.from() == from && l.to() == to)) {
      return;
    }
    double critical = random.chance(0.75) ? 1 : random.between(0, 0.5);
    double timeout = random.of(List.of(0.5, 1.0, 2.0, 3.0, 5.0, 10.0));
    links.add(
        new Dependency(
            from, to, Relation.Kind.CALLS, random.magnitude(0.2, 2), critical, timeout, retries()));
  }

  private int retries() {
    return random.chance(0.7) ? 0 : random.chance(0.8) ? 1 : 2;
  }

  private void store(int from, int to) {
    if (links.stream().anyMatch(l -> l.from() == from && l.to() == to)) {
      return;
    }
    boolean provider = parts.get(to).kind() == Kind.PROVIDER;
    links.add(
        new Dependency(
            from,
            to,
            provider ? Relation.Kind.CALLS : Relation.Kind.STORES_IN,
            random.magnitude(0.3, 3),
            random.chance(0.85) ? 1 : 0.3,
            random.of(List.of(1.0, 2.0, 5.0, 10.0)),
            retries()));
  }

  /** Some producers put work into a queue from which a service far below takes it. */
  private void queue(Layered built, int system) {
    if (built.layers().size() < 3 || !random.chance(0.5)) {
      return;
    }
    int queue = add(Kind.QUEUE, system, false);
    int consumer = add(Kind.SERVICE, system, false);
    var producers = built.layers().get(random.below(built.layers().size() - 1));
    for (int i = 0; i < Math.min(2, producers.size()); i++) {
      links.add(
          new Dependency(
              producers.get(i), queue, Relation.Kind.WRITES_TO, random.between(0.2, 1), 1, 1, 0));
    }
    links.add(new Dependency(consumer, queue, Relation.Kind.READS_FROM, 1, 1, 1, 0));
    store(consumer, random.of(built.leaves()));
    built.layers().getLast().add(consumer);
  }

  private void house(int count, int system, Layered built) {
    var hosts = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      hosts.add(add(Kind.HOST, system, false));
    }
    var residents = new ArrayList<>(built.layers().stream().flatMap(List::stream).toList());
    built.leaves().stream()
        .filter(it -> parts.get(it).kind() == Kind.STORE)
        .forEach(residents::add);
    Collections.shuffle(residents, new Random(random.next()));
    for (int resident : residents) {
      int spread = Math.min(parts.get(resident).replicas(), random.chance(0.5) ? 1 : 2);
      var on = new ArrayList<Integer>();
      while (on.size() < Math.min(spread, count)) {
        int host = random.of(hosts);
        if (!on.contains(host)) {
          on.add(host);
          links.add(new Dependency(resident, host, Relation.Kind.RUNS_ON, 0, 1, 1, 0));
        }
      }
      parts.set(resident, parts.get(resident).on(List.copyOf(on)));
    }
  }

  /** A call now and then from one system to another, which can do without. */
  private void weakly(Layered a, Layered b) {
    int from = random.of(a.layers().getFirst());
    int to = random.of(b.layers().get(random.below(b.layers().size())));
    links.add(new Dependency(from, to, Relation.Kind.CALLS, 0.05, 0, 1, 0));
  }
}
