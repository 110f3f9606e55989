package io.countersign.ledger.correlation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.simulation.Fault;
import io.countersign.domain.simulation.SimulatedCorrelation;
import io.countersign.domain.simulation.SimulationRun;
import io.countersign.domain.testing.Cases;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.Commands;
import io.countersign.ledger.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random estates under two faults: the real processor over its index and a real ledger, however its
 * batches are cut and interrupted, makes the incidents that the pure correlation makes.
 */
class SimulatedStormTest {
  private static final int MANY = Cases.many(6, 60);
  private static final long FIRST = Long.getLong("seed", 1) * 1_000_000;

  static Stream<SimulationRun> runs() {
    var kinds = Fault.Kind.values();
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(
            i ->
                SimulationRun.of(
                    60,
                    FIRST + i,
                    kinds[i % kinds.length],
                    kinds[(i / kinds.length + i + 1) % kinds.length]))
        .flatMap(Optional::stream)
        .filter(run -> run.arrivals().size() > 2)
        .limit(MANY);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theProcessorMakesTheIncidentsOfThePureCorrelation(SimulationRun run) {
    var pure = new SimulatedCorrelation(run.topology(), CorrelationSettings.DEFAULT);
    run.arrivals().forEach(it -> pure.correlate(it.alert(), it.at()));
    try (var ledger = TestDatabase.create().openWithoutCorrelation()) {
      var called = new HashMap<String, String>();
      for (var arrival : run.arrivals()) {
        var alert = arrival.alert();
        var receipt = ledger.send(Commands.bySystem(observed(alert))).join();
        var raised = (AlertEvent.Raised) receipt.events().getFirst();
        called.put(raised.alert().value(), alert.alert().value());
      }
      follow(run, ledger);
      assertThat(partition(called, ledger)).isEqualTo(ids(pure.partition()));
    }
  }

  private static ObserveAlert observed(IncidentAlert alert) {
    return new ObserveAlert(
        "simulated",
        alert.alert().value(),
        alert.name(),
        alert.severity(),
        alert.entity(),
        alert.signal(),
        true,
        alert.startsAt(),
        null,
        Map.of(),
        null);
  }

  /** In batches of any size, each of which may be lost before its token is written. */
  private static void follow(SimulationRun run, Ledger ledger) {
    var processor =
        new CorrelationProcessor(run::topology, ledger::sendAll, CorrelationSettings.DEFAULT);
    var random = new Random(run.arrivals().size());
    long token = 0;
    while (token < ledger.head()) {
      long position = token;
      int size = 1 + random.nextInt(20);
      boolean lost = random.nextInt(4) == 0;
      try {
        token = ledger.transactions().call(sql -> applied(processor, position, size, lost, sql));
      } catch (Interruption e) {
        assertThat(lost).isTrue();
      }
    }
  }

  /** The process ends after its commands were sent and before its transaction is committed. */
  private static final class Interruption extends RuntimeException {}

  private static long applied(
      CorrelationProcessor processor, long token, int size, boolean lost, SqlConnection sql) {
    var batch = new EventReader().after(sql, token, size);
    processor.apply(batch, sql);
    if (lost) {
      throw new Interruption();
    }
    return batch.getLast().position();
  }

  private record Held(String incident, String alert) {}

  /**
   * @param called the simulation's names of the ledger's alerts
   */
  private static Set<Set<String>> partition(Map<String, String> called, Ledger ledger) {
    var query =
        "select a.incident_id, a.alert_id from correlation_alert a"
            + " join correlation_incident i using (incident_id) where i.open";
    List<Held> held =
        ledger
            .transactions()
            .call(
                sql ->
                    sql.list(
                        query,
                        row ->
                            new Held(row.text("incident_id"), called.get(row.text("alert_id")))));
    return new HashSet<>(
        held.stream().collect(groupingBy(Held::incident, mapping(Held::alert, toSet()))).values());
  }

  private static Set<Set<String>> ids(Set<Set<IncidentAlert>> partition) {
    var ids = new ArrayList<Set<String>>();
    partition.forEach(it -> ids.add(it.stream().map(a -> a.alert().value()).collect(toSet())));
    return Set.copyOf(ids);
  }
}
