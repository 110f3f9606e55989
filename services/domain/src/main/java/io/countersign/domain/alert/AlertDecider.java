package io.countersign.domain.alert;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertEvent.HeldBack;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.AlertEvent.Repeated;
import io.countersign.domain.alert.AlertEvent.Resolved;
import io.countersign.domain.alert.AlertEvent.Suppressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one episode of an alert. Its whole state is the row of {@code alert_seen}, so
 * repeats are answered without loading a stream. Nothing is refused: what comes late, twice or out
 * of order takes effect once and is counted.
 */
public final class AlertDecider {
  /** Alertmanager writes "not yet" as the start of year 1, in whatever zone it runs in. */
  private static final Instant NEVER_ENDED_BEFORE = Instant.parse("0002-01-01T00:00:00Z");

  private AlertDecider() {}

  public static Decision<AlertEvent> decide(
      AlertSeen seen, AlertCommand command, CommandContext context) {
    return switch (command) {
      case ObserveAlert c -> observe(seen, c, context);
    };
  }

  /** The row after a decision: one observation more, with what its events say. */
  public static AlertSeen after(AlertSeen seen, Decision<AlertEvent> decision) {
    var status = seen.status();
    for (var event : decision.events()) {
      status = statusAfter(event);
    }
    return new AlertSeen(seen.count() + 1, status, seen.events() + decision.events().size());
  }

  /** When it ended; null while it fires, however the source writes that. */
  static @Nullable Instant endOf(ObserveAlert c) {
    var end = c.endsAt();
    return end == null || end.isBefore(NEVER_ENDED_BEFORE) ? null : end;
  }

  private static Decision<AlertEvent> observe(
      AlertSeen seen, ObserveAlert c, CommandContext context) {
    var end = endOf(c);
    return switch (seen.status()) {
      case UNSEEN -> end == null ? raise(c, context) : Decision.done(suppressed(c));
      case FIRING ->
          end == null ? repeat(seen, c, context) : Decision.done(resolved(seen, c, end, context));
      case RESOLVED, SUPPRESSED -> Decision.unchanged();
    };
  }

  /** What holds it back is said first: whoever reads on acts on what is raised. */
  private static Decision<AlertEvent> raise(ObserveAlert c, CommandContext context) {
    return MuteDecider.holding(context, c)
        .map(mute -> Decision.done(new HeldBack(c.alert(), mute), raised(c)))
        .orElseGet(() -> Decision.done(raised(c)));
  }

  private static AlertEvent raised(ObserveAlert c) {
    return new Raised(
        c.alert(),
        c.integration(),
        c.fingerprint(),
        c.name(),
        c.severity(),
        c.entity(),
        c.signal(),
        c.startsAt(),
        c.labels(),
        c.annotations(),
        c.reading(),
        c.group());
  }

  private static AlertEvent suppressed(ObserveAlert c) {
    return new Suppressed(
        c.alert(), c.integration(), c.name(), c.entity(), Suppressed.Reason.ENDED_BEFORE_SEEN);
  }

  private static AlertEvent resolved(
      AlertSeen seen, ObserveAlert c, Instant end, CommandContext context) {
    return new Resolved(c.alert(), end, repeatsBefore(seen), context.at());
  }

  private static Decision<AlertEvent> repeat(
      AlertSeen seen, ObserveAlert c, CommandContext context) {
    long repeats = seen.count();
    return isPowerOfTen(repeats)
        ? Decision.done(new Repeated(c.alert(), repeats, context.at()))
        : Decision.unchanged();
  }

  /** The first time that it was told is no repeat. */
  private static long repeatsBefore(AlertSeen seen) {
    return Math.max(0, seen.count() - 1);
  }

  private static boolean isPowerOfTen(long number) {
    long rest = number;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }

  private static AlertSeen.Status statusAfter(AlertEvent event) {
    return switch (event) {
      case Raised _, HeldBack _, Repeated _ -> AlertSeen.Status.FIRING;
      case Resolved _ -> AlertSeen.Status.RESOLVED;
      case Suppressed _ -> AlertSeen.Status.SUPPRESSED;
    };
  }
}
