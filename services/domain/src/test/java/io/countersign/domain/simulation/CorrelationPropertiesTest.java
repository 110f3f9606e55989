package io.countersign.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.simulation.SimulatedAlerts.Arrival;
import io.countersign.domain.testing.Cases;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Random estates with one fault or two: whether their alerts find together, and only they. */
@Order(2)
class CorrelationPropertiesTest {
  private static final int MANY = Integer.getInteger("simulation.each", Cases.many(28, 200));
  private static final long FIRST = Long.getLong("simulation.seed", 1) * 1_000_000;
  private static final Fault.Kind[] KINDS = Fault.Kind.values();

  /** Made once for all tests; apart, since the threads that make them need this class. */
  private static final class Pairs {
    static final List<SimulationRun> ALL =
        IntStream.range(0, MANY)
            .parallel()
            .mapToObj(CorrelationPropertiesTest::pair)
            .flatMap(Optional::stream)
            .toList();
  }

  private static Optional<SimulationRun> pair(int i) {
    long seed = FIRST + 500_000 + i;
    var other = KINDS[(i / KINDS.length + i + 1) % KINDS.length];
    int size = Math.max(40, (int) new SeededRandom(seed).magnitude(5, 500));
    return SimulationRun.of(size, seed, KINDS[i % KINDS.length], other);
  }

  private static SimulatedCorrelation correlated(SimulationRun run, List<Arrival> arrivals) {
    var incidents = new SimulatedCorrelation(run.topology(), CorrelationSettings.DEFAULT);
    arrivals.forEach(it -> incidents.correlate(it.alert(), it.at()));
    return incidents;
  }

  /** Each delivery up to ten seconds earlier or later. */
  private static List<Arrival> shaken(List<Arrival> arrivals, long seed) {
    var random = new Random(seed);
    return arrivals.stream()
        .map(
            it -> {
              Instant at = it.at().plusMillis(random.nextInt(10_000));
              return new Arrival(it.alert(), at, it.part(), it.spurious());
            })
        .sorted(Comparator.comparing(Arrival::at))
        .toList();
  }

  @Test
  void deliveriesInAnotherOrderMakeTheSameIncidents() {
    var broken =
        Pairs.ALL.parallelStream()
            .filter(
                run -> {
                  var incidents = correlated(run, run.arrivals()).partition();
                  return IntStream.range(0, 5)
                      .mapToObj(shake -> correlated(run, shaken(run.arrivals(), shake)))
                      .anyMatch(shaken -> !shaken.partition().equals(incidents));
                })
            .map(SimulationRun::toString)
            .toList();

    assertThat(broken).isEmpty();
  }

  @Test
  void faultsThatHaveNothingInCommonAreSeparateIncidents() {
    var both = Pairs.ALL.parallelStream().flatMap(e -> apart(e).stream()).toList();

    long apart = both.stream().filter(it -> it).count();
    System.out.println(apart + " of " + both.size() + " pairs of faults are separate incidents");
    assertThat(both).hasSizeGreaterThan(MANY / 3);
    assertThat(apart / (double) both.size()).isGreaterThanOrEqualTo(0.9);
  }

  /** None where one of them alerted nobody. */
  private static Optional<Boolean> apart(SimulationRun run) {
    var incidents = correlated(run, run.arrivals());
    var one = DiagnosisTrial.incident(run, incidents, 0);
    var other = DiagnosisTrial.incident(run, incidents, 1);
    return one.flatMap(a -> other.map(b -> !a.equals(b)));
  }
}
