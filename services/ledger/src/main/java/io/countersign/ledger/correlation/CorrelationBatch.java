package io.countersign.ledger.correlation;

import io.countersign.domain.Answer;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.Correlation;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.Correlator;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.Submission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One batch of events: the catalogue as it is, the index, and what was sent but not answered. */
final class CorrelationBatch {
  /** The sort of command that was sent for an alert. */
  private enum How {
    OPENS,
    JOINS,
    ECHOES
  }

  /** An alert for which a command is on its way. */
  private record Placement(
      RecordedEvent raised,
      FiringAlert firing,
      IncidentId incident,
      How how,
      Submission submission) {}

  private static final int SAME_CAUSE = 95;

  private final CorrelationIndex index;
  private final MutedAlerts muted;
  private final Topology map;
  private final Function<List<Submission>, List<CompletableFuture<Receipt>>> ledger;
  private final CorrelationSettings settings;
  private final InstantSource clock;
  private final List<Placement> sent = new ArrayList<>();

  /**
   * @param clock the one that incidents' loops go by: the database's
   */
  CorrelationBatch(
      CorrelationIndex index,
      MutedAlerts muted,
      Topology map,
      Function<List<Submission>, List<CompletableFuture<Receipt>>> ledger,
      CorrelationSettings settings,
      InstantSource clock) {
    this.index = index;
    this.muted = muted;
    this.map = map;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  void take(List<RecordedEvent> batch) {
    for (var recorded : batch) {
      switch (recorded.event()) {
        case AlertEvent.HeldBack event -> muted.heldBack(event);
        case AlertEvent.Raised raised when muted.keeps(raised) -> {}
        case AlertEvent.Raised raised -> place(recorded, FiringAlert.of(raised));
        case IncidentEvent event -> {
          index.absorb(event, recorded.at());
          if (event instanceof IncidentEvent.DiagnosisMade made) {
            mergeSameCause(recorded, made);
          }
        }
        case AlertEvent.Resolved event -> muted.over(event.alert());
        case MuteEvent event -> takeUp(recorded, muted.absorb(event));
        default -> {}
      }
    }
    settle();
  }

  /** What a lifted mute held back and still fires is placed now, by when it began. */
  private void takeUp(RecordedEvent lifted, List<FiringAlert> waited) {
    for (var alert : waited) {
      place(lifted, alert);
    }
  }

  private void place(RecordedEvent raised, FiringAlert told) {
    if (index.isPlaced(told.alert().alert())) {
      return;
    }
    // What is catalogued is tied by what is known of it, never by its group.
    var firing = map.entity(told.alert().entity()).isPresent() ? told.withoutGroup() : told;
    var alert = firing.alert();
    var near = Correlator.near(alert.entity(), map, settings);
    var since = firing.since().minus(settings.echoGrace());
    var known = index.near(alert, near, since, Correlator.groupWindow(alert, settings));
    switch (Correlator.correlate(alert, firing.since(), known, map, settings)) {
      case Correlation.Opens _ -> open(raised, firing);
      case Correlation.Joins(var incident, var tie) -> attach(raised, firing, incident, tie);
      case Correlation.Echoes(var incident, var tie) -> attach(raised, firing, incident, tie);
      case Correlation.Bridges bridge -> bridge(raised, firing, bridge);
      case Correlation.Ignores _ -> {}
    }
  }

  private void open(RecordedEvent raised, FiringAlert firing) {
    var alert = firing.alert();
    var incident = IncidentId.of(alert.alert());
    index.opened(incident, alert, raised.at());
    sent.add(new Placement(raised, firing, incident, How.OPENS, commands(raised).open(alert)));
  }

  private void attach(RecordedEvent raised, FiringAlert firing, IncidentId incident, AlertTie tie) {
    var alert = firing.alert();
    index.attached(incident, alert);
    var how = tie.echo() ? How.ECHOES : How.JOINS;
    sent.add(
        new Placement(
            raised, firing, incident, how, commands(raised).attach(incident, alert, tie)));
  }

  /** The older incident takes the alert; then the others go into it, one after the other. */
  private void bridge(RecordedEvent raised, FiringAlert firing, Correlation.Bridges bridge) {
    attach(raised, firing, bridge.into(), bridge.tie());
    settle();
    for (var other : bridge.others()) {
      merge(raised, other, bridge.into(), bridge.tie());
    }
  }

  /** What two diagnoses blame on the same is one incident, whichever way its alerts were seen. */
  private void mergeSameCause(RecordedEvent recorded, IncidentEvent.DiagnosisMade made) {
    var cause = made.diagnosis().cause();
    if (cause.isEmpty()) {
      return;
    }
    settle();
    var same = index.sameCause(made.incident());
    var because = "both are put down to " + cause.get().entity().name();
    for (var other : same.isEmpty() ? same : same.subList(1, same.size())) {
      merge(recorded, other, same.getFirst(), new AlertTie("same-cause", SAME_CAUSE, because));
    }
  }

  /**
   * Nothing is moved before the ledger has agreed: either incident may have been closed meanwhile,
   * and then both stay what they are.
   */
  private void merge(RecordedEvent cause, IncidentId other, IncidentId into, AlertTie tie) {
    var commands = commands(cause);
    if (answers(List.of(commands.merge(other, into, tie))).getFirst() instanceof Answer.Refused) {
      return;
    }
    var moving = index.alerts(other);
    index.merged(other);
    for (var moved : moving) {
      attach(cause, FiringAlert.of(moved), into, tie);
    }
    settle();
  }

  /**
   * Waits for what was sent. What an incident that was closed meanwhile doesn't take is placed
   * anew.
   */
  private void settle() {
    while (!sent.isEmpty()) {
      var waiting = List.copyOf(sent);
      sent.clear();
      var answers = answers(waiting.stream().map(Placement::submission).toList());
      var again = new ArrayList<Placement>();
      for (int i = 0; i < waiting.size(); i++) {
        if (answers.get(i) instanceof Answer.Refused refusal) {
          again.add(refused(waiting.get(i), refusal));
        }
      }
      for (var placement : again) {
        place(placement.raised(), placement.firing());
      }
    }
  }

  /**
   * The index follows: the incident isn't open any more, so the alert may be its echo; if it takes
   * none either, it was merged.
   */
  private Placement refused(Placement placement, Answer.Refused refusal) {
    index.released(placement.firing().alert().alert());
    var incident = placement.incident();
    switch (placement.how()) {
      // Asking for it for ever would hide why it was refused.
      case OPENS -> throw new IllegalStateException("can't open " + incident + ": " + refusal);
      case JOINS -> index.notOpen(incident, clock.instant());
      case ECHOES -> index.merged(incident);
    }
    return placement;
  }

  private List<Answer> answers(List<Submission> submissions) {
    return ledger.apply(submissions).stream()
        .map(CompletableFuture::join)
        .map(Receipt::answer)
        .toList();
  }

  private CorrelationCommands commands(RecordedEvent cause) {
    return new CorrelationCommands(cause, clock.instant());
  }
}
