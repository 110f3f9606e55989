package io.countersign.domain.simulation;

import io.countersign.domain.simulation.Fault.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The generator of a fault of some kind that an estate can have. */
final class FaultGenerator {
  private final SimulatedEstate estate;
  private final double[] usual;
  private final SeededRandom random;

  FaultGenerator(SimulatedEstate estate, long seed) {
    this.estate = estate;
    this.usual = EstateSizing.usualRates(estate);
    this.random = new SeededRandom(seed);
  }

  /**
   * @param when it should begin to be felt, in seconds
   * @param allowed where it may be
   */
  Optional<Fault> draw(Kind kind, double when, IntPredicate allowed) {
    return one(i -> allowed.test(i) && fits(kind, i)).map(root -> at(kind, root, when));
  }

  private Fault at(Kind kind, int root, double when) {
    double work = estate.part(root).work();
    return switch (kind) {
      case BAD_RELEASE -> new Fault(kind, root, when, random.between(0.15, 1), 0);
      case SLOW_RELEASE -> new Fault(kind, root, when, random.magnitude(0.3, 4) / work, 0);
      case PROCESS_DEATH, HOST_FAILURE -> new Fault(kind, root, when, 1, 0);
      case LEAK -> {
        double period = random.between(300, 1500);
        yield new Fault(kind, root, when - 0.67 * period, random.magnitude(0.5, 4) / work, period);
      }
      case SURGE_AT_ENTRY, SURGE_INSIDE ->
          new Fault(kind, root, when, random.between(2, 6), random.between(10, 120));
      case PROVIDER_OUTAGE ->
          random.chance(0.5)
              ? new Fault(kind, root, when, random.between(0.3, 0.999), 0)
              : new Fault(kind, root, when, random.between(1, 10) / work, 0);
      case FLAPPING ->
          new Fault(kind, root, when, random.between(0.3, 0.6), random.between(30, 120));
    };
  }

  private boolean fits(Kind kind, int i) {
    var part = estate.part(i);
    boolean used = usual[i] > 0.5;
    return switch (kind) {
      case BAD_RELEASE, SLOW_RELEASE, LEAK, FLAPPING ->
          part.kind() == Component.Kind.SERVICE && used;
      case PROCESS_DEATH ->
          List.of(Component.Kind.SERVICE, Component.Kind.STORE).contains(part.kind()) && used;
      case SURGE_AT_ENTRY -> part.entryRate() > 0;
      case SURGE_INSIDE ->
          List.of(Component.Kind.SERVICE, Component.Kind.STORE).contains(part.kind())
              && part.entryRate() == 0
              && used;
      case PROVIDER_OUTAGE -> part.kind() == Component.Kind.PROVIDER && used;
      case HOST_FAILURE -> part.isHost() && !estate.to().get(i).isEmpty();
    };
  }

  private Optional<Integer> one(IntPredicate fits) {
    var fitting = IntStream.range(0, estate.size()).filter(fits).boxed().toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(random.of(fitting));
  }
}
