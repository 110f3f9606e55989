package io.countersign.connectors.logs;

import io.countersign.connectors.spi.log.ErrorLines;
import io.countersign.connectors.spi.log.ErrorLines.FailedRequest;
import io.countersign.connectors.spi.log.ErrorLines.Kind;
import io.countersign.connectors.spi.log.LogReach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts error lines by kind while they are read: what it holds doesn't grow with the log. */
public final class ErrorTally {
  private static final int MOST_KINDS = 20;
  private static final int MOST_COUNTED = 1000;
  private static final int MOST_TRACES = 20;

  /** Stands for all kinds beyond those that are told apart. */
  private static final String OTHER = "<other>";

  private final Instant from;
  private final Instant onset;
  private final Instant to;
  private final Map<String, Counted> kinds = new HashMap<>();
  // The same words come again and again, and working out their signature is the dear part.
  private final Map<String, String> signatures = new HashMap<>();
  private final Map<Long, FailedRequest> slots = new TreeMap<>();

  /** As {@link io.countersign.connectors.spi.log.LogSource#errors} is asked. */
  public ErrorTally(Instant from, Instant onset, Instant to) {
    this.from = from;
    this.onset = onset;
    this.to = to;
  }

  /** The count of one kind of error so far. */
  private static final class Counted {
    private int before;
    private int during;
    private @Nullable Instant firstBefore;
    private @Nullable Instant firstDuring;
    private Instant last = Instant.MIN;
    private Instant exampleAt = Instant.MAX;
    private String example = "";

    void add(LogLine line, boolean isBefore) {
      if (isBefore) {
        before++;
        firstBefore = earlier(firstBefore, line.at());
      } else {
        during++;
        firstDuring = earlier(firstDuring, line.at());
      }
      last = line.at().isAfter(last) ? line.at() : last;
      if (line.at().isBefore(exampleAt)) {
        exampleAt = line.at();
        example = LogText.example(line.message());
      }
    }

    private static Instant earlier(@Nullable Instant known, Instant at) {
      return known == null || at.isBefore(known) ? at : known;
    }

    Kind kind(String signature) {
      var first = firstDuring == null ? firstBefore : firstDuring;
      return new Kind(signature, before, during, first == null ? last : first, last, example);
    }
  }

  /** Takes a line into account if it's an error of the time that was asked for. */
  public void add(LogLine line) {
    if (!line.error() || !line.within(from, to)) {
      return;
    }
    var signature = signature(line.message());
    var known = kinds.size() < MOST_COUNTED || kinds.containsKey(signature);
    boolean before = line.at().isBefore(onset);
    kinds.computeIfAbsent(known ? signature : OTHER, _ -> new Counted()).add(line, before);
    if (!before && !line.traceId().isEmpty()) {
      sample(new FailedRequest(line.traceId(), line.at()));
    }
  }

  private String signature(String message) {
    var known = signatures.get(message);
    if (known != null) {
      return known;
    }
    var signature = LogText.signature(message);
    if (signatures.size() < MOST_COUNTED && message.length() <= LogText.MAX_EXAMPLE) {
      signatures.put(message, signature);
    }
    return signature;
  }

  /** The first failed request of each of twenty equal parts of the time since the onset. */
  private void sample(FailedRequest request) {
    long whole = Math.max(1, Duration.between(onset, to).toMillis());
    long slot = Duration.between(onset, request.at()).toMillis() * MOST_TRACES / whole;
    slots.merge(Math.min(slot, MOST_TRACES - 1), request, ErrorTally::earlier);
  }

  private static FailedRequest earlier(FailedRequest a, FailedRequest b) {
    return b.at().isBefore(a.at()) ? b : a;
  }

  public ErrorLines answer(LogReach reach) {
    var found =
        kinds.entrySet().stream()
            .map(it -> it.getValue().kind(it.getKey()))
            .sorted(
                Comparator.comparingInt(Kind::during)
                    .reversed()
                    .thenComparingInt(Kind::before)
                    .thenComparing(Kind::signature))
            .limit(MOST_KINDS)
            .toList();
    return ErrorLines.of(found, requests(), reach);
  }

  private List<FailedRequest> requests() {
    var seen = new HashSet<String>();
    var found = new ArrayList<FailedRequest>();
    for (var request : slots.values()) {
      if (seen.add(request.traceId())) {
        found.add(request);
      }
    }
    return found;
  }
}
