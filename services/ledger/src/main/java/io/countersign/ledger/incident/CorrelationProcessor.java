package io.countersign.ledger.incident;

import io.countersign.domain.Answer;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.Correlation;
import io.countersign.domain.incident.CorrelationSettings;
import io.countersign.domain.incident.Correlator;
import io.countersign.domain.incident.IncidentAlert;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.IncidentId;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.Submission;
import io.countersign.ledger.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The only one that opens incidents (invariant 14). It takes alerts in ledger order, asks the pure
 * {@link Correlator} over its own index, and sends what follows to the ledger. The index and the
 * token are one transaction, the commands are others: a crash in between makes it ask the same
 * again, which changes nothing. It must run as one segment, with a token of its own.
 */
public final class CorrelationProcessor implements View {
  /** An alert for which a command is on its way. */
  private record Placement(
      RecordedEvent raised, IncidentAlert alert, IncidentId incident, Submission submission) {
    /** Opening is never refused; asking for it for ever would hide why it was. */
    Placement orDefect(Answer.Refused refusal) {
      if (incident.equals(IncidentId.of(alert.alert()))) {
        throw new IllegalStateException("can't open " + incident + ": " + refusal);
      }
      return this;
    }
  }

  private final Supplier<Topology> topology;
  private final Function<List<Submission>, List<CompletableFuture<Receipt>>> ledger;
  private final CorrelationSettings settings;
  private final InstantSource clock;

  /**
   * @param topology as it is now: at least what was declared before the alert
   * @param ledger sends commands as one request, answers after the commit
   */
  public CorrelationProcessor(
      Supplier<Topology> topology,
      Function<List<Submission>, List<CompletableFuture<Receipt>>> ledger,
      CorrelationSettings settings,
      InstantSource clock) {
    this.topology = topology;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "correlation";
  }

  @Override
  public List<String> tables() {
    return List.of("correlation_incident", "correlation_alert", "correlation_member");
  }

  @Override
  public void apply(List<RecordedEvent> batch, Connection connection) throws SQLException {
    preferIndexes(connection);
    new Batch(new CorrelationIndex(connection)).take(batch);
  }

  /**
   * Statements are planned while the tables are nearly empty, when reading them whole looks cheap;
   * in an alert storm those plans would become slow long before PostgreSQL gathers statistics.
   */
  private static void preferIndexes(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set local enable_seqscan = off");
    }
  }

  /** One batch of events: the catalogue as it is, the index, and what was sent but not answered. */
  private final class Batch {
    private final CorrelationIndex index;
    private final Topology map = topology.get();
    private final List<Placement> sent = new ArrayList<>();

    Batch(CorrelationIndex index) {
      this.index = index;
    }

    void take(List<RecordedEvent> batch) throws SQLException {
      for (var recorded : batch) {
        switch (recorded.event()) {
          case AlertEvent.Raised raised -> place(recorded, held(raised));
          case IncidentEvent event -> index.absorb(event);
          default -> {}
        }
      }
      settle();
    }

    private void place(RecordedEvent raised, IncidentAlert alert) throws SQLException {
      if (index.isPlaced(alert.alert())) {
        return;
      }
      var open = index.near(neighbours(alert.entity(), map));
      switch (Correlator.correlate(alert, raised.at(), open, map, settings)) {
        case Correlation.Opens _ -> open(raised, alert);
        case Correlation.Joins(var incident, var tie) -> {
          index.attached(incident, alert, raised.at());
          sent.add(
              new Placement(
                  raised, alert, incident, commands(raised).attach(incident, alert, tie)));
        }
        case Correlation.Bridges bridge -> bridge(raised, alert, bridge);
        case Correlation.Ignores _ -> {}
      }
    }

    private void open(RecordedEvent raised, IncidentAlert alert) throws SQLException {
      var incident = IncidentId.of(alert.alert());
      index.opened(incident, alert, raised.at());
      sent.add(new Placement(raised, alert, incident, commands(raised).open(alert)));
    }

    /** The older incident takes the alert and all that the others hold; then those are merged. */
    private void bridge(RecordedEvent raised, IncidentAlert alert, Correlation.Bridges bridge)
        throws SQLException {
      settle();
      var commands = commands(raised);
      var into = bridge.into();
      if (refused(List.of(commands.attach(into, alert, bridge.tie())))) {
        index.closed(into);
        place(raised, alert);
        return;
      }
      index.attached(into, alert, raised.at());
      for (var other : bridge.others()) {
        var merging = new ArrayList<Submission>();
        for (var moved : index.alerts(other)) {
          merging.add(commands.attach(into, moved, bridge.tie()));
          index.attached(into, moved, raised.at());
        }
        merging.add(commands.merge(other, into, bridge.tie()));
        refused(merging); // whichever was closed meanwhile needs nothing of this any more
        index.closed(other);
      }
    }

    /**
     * Waits for what was sent. An incident that was closed meanwhile takes no alert: it's placed
     * anew.
     */
    private void settle() throws SQLException {
      while (!sent.isEmpty()) {
        var waiting = List.copyOf(sent);
        sent.clear();
        var answers = answers(waiting.stream().map(Placement::submission).toList());
        var again = new ArrayList<Placement>();
        Set<IncidentId> closed = new HashSet<>();
        for (int i = 0; i < waiting.size(); i++) {
          if (answers.get(i) instanceof Answer.Refused refusal) {
            again.add(waiting.get(i).orDefect(refusal));
            closed.add(waiting.get(i).incident());
          }
        }
        for (var incident : closed) {
          index.closed(incident);
        }
        for (var placement : again) {
          index.released(placement.alert().alert());
          place(placement.raised(), placement.alert());
        }
      }
    }

    private boolean refused(List<Submission> submissions) {
      return answers(submissions).stream().anyMatch(Answer.Refused.class::isInstance);
    }

    private List<Answer> answers(List<Submission> submissions) {
      return ledger.apply(submissions).stream()
          .map(CompletableFuture::join)
          .map(Receipt::answer)
          .toList();
    }
  }

  private CorrelationCommands commands(RecordedEvent cause) {
    return new CorrelationCommands(cause, clock.instant());
  }

  private Set<EntityId> neighbours(EntityId entity, Topology map) {
    var near = new HashSet<EntityId>();
    near.add(entity);
    map.below(entity).forEach((id, distance) -> addNear(near, id, distance));
    map.above(entity).forEach((id, distance) -> addNear(near, id, distance));
    return near;
  }

  private void addNear(Set<EntityId> near, EntityId id, int distance) {
    if (distance <= settings.maxDistance()) {
      near.add(id);
    }
  }

  private static IncidentAlert held(AlertEvent.Raised raised) {
    return new IncidentAlert(
        raised.alert(),
        raised.entity(),
        raised.name(),
        raised.severity(),
        raised.signal(),
        raised.startsAt());
  }
}
