package io.countersign.reports.record;

import io.countersign.reports.Completeness;
import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportLeaf;
import io.countersign.reports.ReportParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The watch over all leaves, whatever they tell: that each is an event in its place, that no
 * aggregate's sequence has a gap, that none was recorded earlier than those before it.
 */
public final class RecordWatch {
  /** A leaf that was recorded earlier than one before it by more than this is an exception. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Set<String> NO_ENTITY = Set.of();

  private record Found(ControlCheck check, String subject, long leaf, String cause) {}

  private final ReportParameters parameters;
  private final Map<String, Integer> next = new HashMap<>();
  private final Map<String, Long> events = new TreeMap<>();
  private final List<Found> found = new ArrayList<>();
  private @Nullable Instant latest;
  private @Nullable Instant latestInRange;
  private @Nullable Instant earliestInRange;
  private @Nullable Found backDated;
  private long backDatedUntil;
  private long read;
  private long leaves;
  private long aggregates;
  private long gaps;
  private long backwards;
  private Duration largest = Duration.ZERO;

  public RecordWatch(ReportParameters parameters) {
    this.parameters = parameters;
  }

  /** Notes that a leaf couldn't be read as an event. */
  public void unreadable(ReportLeaf entry, String reason) {
    read++;
    leaves += parameters.leaves().contains(entry.index()) ? 1 : 0;
    found.add(new Found(ControlCheck.RECORD_FORM, "leaf " + entry.index(), entry.index(), reason));
  }

  public void accept(LeafEvent event) {
    read++;
    sequence(event);
    time(event);
    if (!parameters.leaves().contains(event.leaf())) {
      return;
    }
    leaves++;
    events.merge(event.type(), 1L, Long::sum);
    earliestInRange = earlier(earliestInRange, event.at());
    latestInRange = later(latestInRange, event.at());
  }

  private void sequence(LeafEvent event) {
    var aggregate = event.aggregate();
    var sequence = event.sequence();
    if (aggregate == null || sequence == null) {
      return;
    }
    var expected = next.put(aggregate, Math.toIntExact(sequence + 1));
    aggregates += expected == null ? 1 : 0;
    boolean known = expected != null || parameters.leaves().read() == 0;
    int wanted = expected == null ? 0 : expected;
    if (known && wanted != sequence) {
      gaps += Math.max(1, sequence - wanted);
      var cause = "its event " + wanted + " was to come, and " + sequence + " came";
      found.add(new Found(ControlCheck.RECORD_SEQUENCE, aggregate, event.leaf(), cause));
    }
  }

  private void time(LeafEvent event) {
    var before = latest;
    if (before == null || !event.at().isBefore(before)) {
      latest = event.at();
      return;
    }
    var by = Duration.between(event.at(), before);
    if (parameters.leaves().contains(event.leaf())) {
      backwards++;
      largest = by.compareTo(largest) > 0 ? by : largest;
    }
    if (by.compareTo(TOLERANCE) > 0) {
      backDated(event, by);
    }
  }

  /** Leaves next to one another are one exception. */
  private void backDated(LeafEvent event, Duration by) {
    if (backDated != null && backDatedUntil == event.leaf() - 1) {
      backDatedUntil = event.leaf();
      return;
    }
    tellBackDated();
    var cause =
        "recorded at "
            + event.at()
            + ", "
            + by.toMinutes()
            + " minutes earlier than a leaf before it";
    backDated = new Found(ControlCheck.RECORD_TIME, event.type(), event.leaf(), cause);
    backDatedUntil = event.leaf();
  }

  private void tellBackDated() {
    var one = backDated;
    if (one != null) {
      long more = backDatedUntil - one.leaf();
      found.add(
          more == 0
              ? one
              : new Found(
                  one.check(),
                  one.subject(),
                  one.leaf(),
                  one.cause() + "; so were those after it up to leaf " + backDatedUntil));
    }
    backDated = null;
  }

  /** Puts in what was found in the range; what lies before it is another report's. */
  public void conclude(ReportDraft draft) {
    tellBackDated();
    draft.checked(ControlCheck.RECORD_FORM, leaves);
    draft.checked(ControlCheck.RECORD_SEQUENCE, aggregates);
    draft.checked(ControlCheck.RECORD_TIME, leaves);
    for (var one : found) {
      if (parameters.leaves().contains(one.leaf())) {
        draft.exception(one.check(), one.subject(), one.leaf(), one.cause(), NO_ENTITY);
      }
    }
  }

  /** How many leaves came. */
  public long read() {
    return read;
  }

  public Completeness completeness(ReportDraft draft) {
    boolean partial = parameters.scope().isPartial();
    return new Completeness(
        leaves,
        draft.requested(),
        draft.carriedOver(),
        aggregates,
        gaps,
        text(earliestInRange),
        text(latestInRange),
        backwards,
        largest.toMillis(),
        partial ? Map.of() : events,
        draft.outOfScope());
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "" : instant.toString();
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }
}
