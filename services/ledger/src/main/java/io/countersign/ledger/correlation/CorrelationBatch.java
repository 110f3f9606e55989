package io.countersign.ledger.correlation;

import io.countersign.domain.Answer;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.Correlation;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.Correlator;
import io.countersign.domain.correlation.IncidentAlert;
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
      IncidentAlert alert,
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
        case AlertEvent.Raised raised -> place(recorded, held(raised));
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
  private void takeUp(RecordedEvent lifted, List<IncidentAlert> waited) {
    for (var alert : waited) {
      place(lifted, alert);
    }
  }

  private void place(RecordedEvent raised, IncidentAlert told) {
    if (index.isPlaced(told.alert())) {
      return;
    }
    var alert = map.entity(told.entity()).isPresent() ? withoutGroup(told) : told;
    var near = Correlator.near(alert.entity(), map, settings);
    var since = alert.startsAt().minus(settings.echoGrace());
    var known = index.near(alert, near, since, Correlator.groupWindow(alert, settings));
    switch (Correlator.correlate(alert, known, map, settings)) {
      case Correlation.Opens _ -> open(raised, alert);
      case Correlation.Joins(var incident, var tie) -> attach(raised, alert, incident, tie);
      case Correlation.Echoes(var incident, var tie) -> attach(raised, alert, incident, tie);
      case Correlation.Bridges bridge -> bridge(raised, alert, bridge);
      case Correlation.Ignores _ -> {}
    }
  }

  /** What is catalogued is tied by what is known of it, never by its group. */
  private static IncidentAlert withoutGroup(IncidentAlert it) {
    return new IncidentAlert(
        it.alert(), it.entity(), it.name(), it.severity(), it.signal(), it.startsAt());
  }

  private void open(RecordedEvent raised, IncidentAlert alert) {
    var incident = IncidentId.of(alert.alert());
    index.opened(incident, alert, raised.at());
    sent.add(new Placement(raised, alert, incident, How.OPENS, commands(raised).open(alert)));
  }

  private void attach(
      RecordedEvent raised, IncidentAlert alert, IncidentId incident, AlertTie tie) {
    index.attached(incident, alert);
    var how = tie.echo() ? How.ECHOES : How.JOINS;
    sent.add(
        new Placement(raised, alert, incident, how, commands(raised).attach(incident, alert, tie)));
  }

  /** The older incident takes the alert; then the others go into it, one after the other. */
  private void bridge(RecordedEvent raised, IncidentAlert alert, Correlation.Bridges bridge) {
    attach(raised, alert, bridge.into(), bridge.tie());
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
      attach(cause, moved, into, tie);
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
        place(placement.raised(), placement.alert());
      }
    }
  }

  /**
   * The index follows: the incident isn't open any more, so the alert may be its echo; if it takes
   * none either, it was merged.
   */
  private Placement refused(Placement placement, Answer.Refused refusal) {
    index.released(placement.alert().alert());
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

  private static IncidentAlert held(AlertEvent.Raised raised) {
    return new IncidentAlert(
        raised.alert(),
        raised.entity(),
        raised.name(),
        raised.severity(),
        raised.signal(),
        raised.startsAt(),
        raised.group());
  }
}
