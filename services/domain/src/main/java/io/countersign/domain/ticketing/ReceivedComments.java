package io.countersign.domain.ticketing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The comments of a ticket that were received: the last ones by their ids, and all before an
 * instant. One that becomes visible long after it was written, behind hundreds of others, isn't.
 *
 * @param upTo those until then are known, by the system's clock
 * @param seen the last ones, in the order in which they were received; at most 256
 */
public record ReceivedComments(Instant upTo, List<Seen> seen) {
  static final ReceivedComments NONE = new ReceivedComments(Instant.EPOCH, List.of());

  private static final int MOST = 256;

  /** One of them, by the system's own id, and when it was written. */
  public record Seen(String id, Instant at) {}

  public ReceivedComments {
    seen = List.copyOf(seen);
  }

  boolean holds(TicketSight.Comment comment) {
    return !comment.at().isAfter(upTo)
        || seen.stream().anyMatch(it -> it.id().equals(comment.id()));
  }

  ReceivedComments with(String id, Instant at) {
    var all = new ArrayList<>(seen);
    all.add(new Seen(id, at));
    if (all.size() <= MOST) {
      return new ReceivedComments(upTo, all);
    }
    var dropped = all.removeFirst().at();
    return new ReceivedComments(dropped.isAfter(upTo) ? dropped : upTo, all);
  }
}
