package io.countersign.domain.alert;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertCommand.EndStale;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertCommand.RaiseHeld;
import io.countersign.domain.alert.AlertEvent.HeldBack;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.AlertEvent.Repeated;
import io.countersign.domain.alert.AlertEvent.Resolved;
import io.countersign.domain.alert.AlertEvent.Suppressed;
import io.countersign.domain.alert.AlertSeries.Held;
import io.countersign.domain.alert.DeliveryOrder.AfterEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the episodes of one alert. Its whole state is a row of {@code alert_seen}, so
 * repeats are answered without loading a stream. Nothing is refused: what comes late, twice or out
 * of order takes effect once and is counted.
 */
public final class AlertDecider {
  private AlertDecider() {}

  public static Decision<AlertEvent> decide(
      AlertSeries series, AlertCommand command, CommandContext context) {
    return switch (command) {
      case ObserveAlert c -> {
        var order = new DeliveryOrder(series, c, context.at());
        yield c.firing() ? fires(order, context) : ends(order, context);
      }
      case EndStale c -> endStale(series, c, context.at());
      case RaiseHeld _ -> raiseHeld(series, context);
    };
  }

  /** The episode that a decision is about; nothing where there is none. */
  public static Optional<AlertId> episode(
      AlertSeries series, AlertCommand command, CommandContext context) {
    var events = decide(series, command, context).events();
    return events.isEmpty()
        ? Optional.ofNullable(series.last())
        : Optional.of(events.getFirst().alert());
  }

  /** The state after a decision, with what was told without being recorded. */
  public static AlertSeries after(
      AlertSeries before,
      AlertSeries evolved,
      AlertCommand command,
      CommandContext context,
      Decision<AlertEvent> decision) {
    return switch (command) {
      case ObserveAlert c ->
          observed(evolved, new DeliveryOrder(before, c, context.at()), decision).counted();
      case RaiseHeld _ when !decision.events().isEmpty() ->
          evolved.firingTold(context.at()).counted();
      case EndStale _, RaiseHeld _ -> evolved;
    };
  }

  private static AlertSeries observed(
      AlertSeries evolved, DeliveryOrder order, Decision<AlertEvent> decision) {
    if (!order.told().firing()) {
      return endTold(evolved, order);
    }
    if (evolved.seen().status() == AlertSeen.Status.FIRING) {
      return evolved.firingTold(order.at());
    }
    boolean another = !decision.events().isEmpty();
    return another || order.afterEnd() == AfterEnd.IN_DOUBT
        ? evolved.holding(held(evolved, order, another))
        : evolved;
  }

  private static AlertSeries endTold(AlertSeries evolved, DeliveryOrder order) {
    if (evolved.seen().status() == AlertSeen.Status.FIRING || order.isEndBeforeHeld()) {
      return evolved;
    }
    return evolved.endTold(order.end().orElse(order.at()), order.at()).holding(null);
  }

  /** What is another episode for sure waits for nothing but the next command. */
  private static Held held(AlertSeries evolved, DeliveryOrder order, boolean another) {
    var waiting = evolved.held();
    if (waiting != null) {
      return waiting;
    }
    var at = order.at();
    var known = new DeliveryOrder(evolved, order.told(), at);
    return new Held(raised(known), at, another ? at : at.plus(DeliveryOrder.CROSSING));
  }

  private static Decision<AlertEvent> fires(DeliveryOrder order, CommandContext context) {
    return switch (order.series().seen().status()) {
      case UNSEEN -> raise(raised(order), context);
      case FIRING ->
          order.isAnotherEpisode() ? beganAnew(order) : repeat(order.series(), context.at());
      case RESOLVED, SUPPRESSED ->
          order.afterEnd() == AfterEnd.NEWS ? raise(raised(order), context) : Decision.unchanged();
    };
  }

  private static Decision<AlertEvent> ends(DeliveryOrder order, CommandContext context) {
    return switch (order.series().seen().status()) {
      case UNSEEN -> Decision.done(suppressed(order));
      case FIRING -> order.isEarlierEnd() ? Decision.unchanged() : Decision.done(resolved(order));
      case RESOLVED, SUPPRESSED -> endHeld(order, context);
    };
  }

  /** A doubt ends without a trace; what was another episode for sure is recorded, however short. */
  private static Decision<AlertEvent> endHeld(DeliveryOrder order, CommandContext context) {
    var held = order.series().held();
    if (held == null || !held.isSure() || order.isEndBeforeHeld()) {
      return Decision.unchanged();
    }
    var end = order.end().orElse(order.at());
    var events = new ArrayList<>(raise(held.raised(), context).events());
    events.add(new Resolved(held.raised().alert(), end, 0, order.at(), null));
    return Decision.done(events);
  }

  private static Decision<AlertEvent> endStale(AlertSeries series, EndStale c, Instant at) {
    boolean silent =
        series.seen().status() == AlertSeen.Status.FIRING
            && c.alert().equals(series.last())
            && series.firingAt().isBefore(c.silentSince());
    return silent
        ? Decision.done(
            new Resolved(c.alert(), at, repeatsBefore(series), at, Resolved.Reason.STALE))
        : Decision.unchanged();
  }

  private static Decision<AlertEvent> raiseHeld(AlertSeries series, CommandContext context) {
    var held = series.held();
    return held == null || context.at().isBefore(held.due())
        ? Decision.unchanged()
        : raise(held.raised(), context);
  }

  /** What holds it back is said first: whoever reads on acts on what is raised. */
  private static Decision<AlertEvent> raise(Raised raised, CommandContext context) {
    return MuteDecider.holding(context, raised)
        .map(mute -> Decision.<AlertEvent>done(new HeldBack(raised.alert(), mute), raised))
        .orElseGet(() -> Decision.done(raised));
  }

  private static Raised raised(DeliveryOrder order) {
    var c = order.told();
    var start = order.start().orElse(order.at());
    return new Raised(
        next(order, start),
        c.integration(),
        c.fingerprint(),
        c.name(),
        c.severity(),
        c.entity(),
        c.signal(),
        start,
        c.labels(),
        c.annotations(),
        c.reading(),
        c.group(),
        order.isAgain() ? order.at() : null);
  }

  private static AlertId next(DeliveryOrder order, Instant start) {
    var c = order.told();
    return AlertId.of(c.integration(), c.fingerprint(), start, order.series().episodes());
  }

  private static AlertEvent suppressed(DeliveryOrder order) {
    var c = order.told();
    return new Suppressed(
        next(order, order.start().orElse(order.at())),
        c.integration(),
        c.name(),
        c.entity(),
        Suppressed.Reason.ENDED_BEFORE_SEEN);
  }

  private static AlertEvent resolved(DeliveryOrder order) {
    return ended(order, order.end().orElse(order.at()), null);
  }

  private static Decision<AlertEvent> beganAnew(DeliveryOrder order) {
    return Decision.done(ended(order, order.endBefore(), Resolved.Reason.BEGAN_ANEW));
  }

  private static AlertEvent ended(
      DeliveryOrder order, Instant end, Resolved.@Nullable Reason reason) {
    var series = order.series();
    return new Resolved(
        Objects.requireNonNull(series.last()), end, repeatsBefore(series), order.at(), reason);
  }

  private static Decision<AlertEvent> repeat(AlertSeries series, Instant at) {
    long repeats = series.seen().count();
    return isPowerOfTen(repeats)
        ? Decision.done(new Repeated(Objects.requireNonNull(series.last()), repeats, at))
        : Decision.unchanged();
  }

  /** The first time that it was told is no repeat. */
  private static long repeatsBefore(AlertSeries series) {
    return Math.max(0, series.seen().count() - 1);
  }

  private static boolean isPowerOfTen(long number) {
    long rest = number;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
