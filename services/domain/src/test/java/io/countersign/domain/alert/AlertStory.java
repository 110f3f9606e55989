package io.countersign.domain.alert;

import static io.countersign.domain.testing.Contexts.after;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertCommand.EndStale;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertCommand.RaiseHeld;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.testing.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of one alert, told in a few letters, and what the decider made of them. {@code F12s5}:
 * at second 12 it's told to fire since second 5; {@code R60e50s5}: at 60 it's told to have ended at
 * 50; {@code ?} in place of a time is year 1, and without {@code s} the start is 0. {@code D90}
 * asks at 90 for what is due, {@code S900} ends what was silent for 600 s.
 */
final class AlertStory {
  static final EntityId SHOP = EntityId.service("test", "shop");
  static final Duration STALE = Duration.ofSeconds(600);

  private final KnownFacts facts = KnownFacts.nothing();
  private final List<AlertEvent> recorded = new ArrayList<>();
  private AlertSeries series = AlertSeries.UNKNOWN;

  AlertSeries series() {
    return series;
  }

  List<AlertEvent> recorded() {
    return recorded;
  }

  KnownFacts facts() {
    return facts;
  }

  /** What each step recorded, {@code -} for nothing, and where the alert stands at the end. */
  String told(String steps) {
    var words = new ArrayList<String>();
    Pattern.compile(" ")
        .splitAsStream(steps)
        .map(this::take)
        .map(AlertStory::word)
        .forEach(words::add);
    return String.join(" ", words)
        + (series.held() != null ? " = held" : firing() ? " = on" : " = off");
  }

  boolean firing() {
    return series.seen().status() == AlertSeen.Status.FIRING;
  }

  List<AlertEvent> take(String step) {
    var at = time(step, step.charAt(0));
    return switch (step.charAt(0)) {
      case 'F' -> take(observed(true, start(step), null), at);
      case 'R' -> take(observed(false, start(step), time(step, 'e')), at);
      case 'D' -> take(new RaiseHeld("am", "f1"), at);
      case 'S' -> take(stale(Objects.requireNonNull(series.last()), at), at);
      default -> throw new IllegalArgumentException(step);
    };
  }

  static EndStale stale(AlertId alert, Instant at) {
    return new EndStale("am", "f1", alert, at.minus(STALE));
  }

  static ObserveAlert observed(
      boolean firing, @Nullable Instant startsAt, @Nullable Instant endsAt) {
    return new ObserveAlert(
        "am",
        "f1",
        "HighErrorRate",
        Severity.CRITICAL,
        SHOP,
        "errors",
        firing,
        startsAt,
        endsAt,
        Map.of("service", "shop"),
        null);
  }

  List<AlertEvent> take(AlertCommand command, Instant at) {
    var decision = decide(command, facts.asSystem(at));
    recorded.addAll(decision.events());
    return decision.events();
  }

  /** Decides, and goes on from what that leaves. */
  private Decision<AlertEvent> decide(AlertCommand command, CommandContext context) {
    var before = series;
    var decision = AlertDecider.decide(before, command, context);
    var evolved = before;
    for (var event : decision.events()) {
      evolved = evolved.evolve(event);
    }
    series = AlertDecider.after(before, evolved, command, context, decision);
    return decision;
  }

  private static Instant start(String step) {
    return step.indexOf('s') < 0 ? after(0) : time(step, 's');
  }

  private static Instant time(String step, char letter) {
    var digits = step.substring(step.indexOf(letter) + 1).replaceFirst("[a-z].*", "");
    return digits.equals("?")
        ? Instant.parse("0001-01-01T00:00:00Z")
        : after(Integer.parseInt(digits));
  }

  private static String word(List<AlertEvent> events) {
    return events.isEmpty() ? "-" : word(events.getLast());
  }

  private static String word(AlertEvent event) {
    return switch (event) {
      case AlertEvent.Raised e -> e.again() == null ? "raised" : "again";
      case AlertEvent.HeldBack _ -> "held-back";
      case AlertEvent.Repeated _ -> "repeated";
      case AlertEvent.Suppressed _ -> "suppressed";
      case AlertEvent.Resolved e ->
          switch (e.reason()) {
            case null -> "resolved";
            case STALE -> "stale";
            case BEGAN_ANEW -> "anew";
          };
    };
  }
}
