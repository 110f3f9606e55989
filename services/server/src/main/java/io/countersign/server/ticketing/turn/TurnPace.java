package io.countersign.server.ticketing.turn;

import io.countersign.domain.ticketing.TicketLinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The pace at which the tickets of each connection have their turns: a bucket of turns that fills
 * slowly, and a time until which a system wants to be left alone. Safe for use by many threads.
 */
@Component
public final class TurnPace {
  private static final int MOST = 20;
  private static final Duration EACH = Duration.ofMillis(500);

  /** The turns of one connection. */
  private static final class Bucket {
    /** By when the turns so far would be over if each took its time. */
    private Instant paidUntil = Instant.EPOCH;

    private Instant heldUntil = Instant.EPOCH;

    /** When each that waits was told to come again, one for each, the earliest first. */
    private final LinkedHashMap<TicketLinkId, Instant> promised = new LinkedHashMap<>();

    private Instant free() {
      var ready = paidUntil.minus(EACH.multipliedBy(MOST - 1));
      return ready.isAfter(heldUntil) ? ready : heldUntil;
    }

    /** Whoever didn't come by then, or came and was in vain, has none any more. */
    private void forget(Instant now) {
      while (!promised.isEmpty() && !promised.firstEntry().getValue().isAfter(now)) {
        promised.pollFirstEntry();
      }
    }

    private Instant promise(TicketLinkId link, Instant free) {
      var before = promised.get(link);
      if (before != null && !before.isBefore(free)) {
        return before;
      }
      promised.remove(link);
      var last = promised.lastEntry();
      var next = last == null ? free : last.getValue().plus(EACH);
      var promise = next.isAfter(free) ? next : free;
      promised.put(link, promise);
      return promise;
    }

    private void take(TicketLinkId link, Instant now) {
      promised.remove(link);
      paidUntil = (paidUntil.isAfter(now) ? paidUntil : now).plus(EACH);
    }
  }

  private final Map<String, Bucket> buckets = new HashMap<>();

  /**
   * How long a ticket's turn has to wait; zero where it may begin, which counts. Those that wait
   * come one after another: all at once, all but one would have come in vain. Whoever asks again
   * meanwhile keeps its place.
   */
  public synchronized Duration take(TicketLinkId link, Instant now) {
    var bucket = buckets.computeIfAbsent(link.system(), _ -> new Bucket());
    bucket.forget(now);
    var free = bucket.free();
    if (free.isAfter(now)) {
      return Duration.between(now, bucket.promise(link, free));
    }
    bucket.take(link, now);
    return Duration.ZERO;
  }

  /** The system has no room: nobody asks it until then. */
  public synchronized void hold(String connection, Instant until) {
    var bucket = buckets.computeIfAbsent(connection, _ -> new Bucket());
    if (until.isAfter(bucket.heldUntil)) {
      bucket.heldUntil = until;
    }
  }
}
