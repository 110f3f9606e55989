package io.countersign.domain.diagnosis;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.change.Change;
import io.countersign.domain.correlation.IncidentAlert;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a diagnosis may look at: a pure function's whole input.
 *
 * @param alerts the incident's alerts, in order of start
 * @param gaps sources that did not answer, and why: they make a diagnosis poorer, never wait
 * @param unanswered the signals that were asked for and not told, for whichever of these reasons
 * @param gatheredAt the end of the window
 */
public record Evidence(
    List<IncidentAlert> alerts,
    Topology topology,
    List<Series> series,
    List<ChangeSeen> changes,
    List<LogSignature> logs,
    List<FailedTrace> traces,
    List<Claim> claims,
    List<String> gaps,
    List<Unanswered> unanswered,
    Instant gatheredAt) {
  /** A signal that somebody measures, but that isn't known now: no answer, or not one of use. */
  public record Unanswered(EntityId entity, Signal signal) {}

  /**
   * One signal of one entity.
   *
   * @param baseline from before the fault; may lie anywhere in the past, with its own step
   * @param window around the fault
   * @param claim id of the claim that this came from
   * @param unreadable the instants, in either, for which the source answered something that is no
   *     value of this signal
   * @param partial whether the source said that it left some of it out
   */
  public record Series(
      EntityId entity,
      Signal signal,
      TimeSeries baseline,
      TimeSeries window,
      String claim,
      List<Instant> unreadable,
      boolean partial) {
    public Series {
      unreadable = List.copyOf(unreadable);
    }

    /** One that was answered as a whole, and of which all is readable. */
    public Series(
        EntityId entity, Signal signal, TimeSeries baseline, TimeSeries window, String claim) {
      this(entity, signal, baseline, window, claim, List.of(), false);
    }

    /** The same with less of it. */
    public Series with(TimeSeries fewer, TimeSeries newer) {
      return new Series(entity, signal, fewer, newer, claim, unreadable, partial);
    }
  }

  /**
   * A change and the claim that told of it. What a platform reports of an entity comes as one too,
   * with its reason as action ({@code oom-killed}): a symptom, nobody's act.
   *
   * @param about what the change says that it touched, such as a commit's message and files; empty
   *     when nothing is known
   */
  public record ChangeSeen(Change change, String claim, String about) {
    /** One of which only the record is known. */
    public ChangeSeen(Change change, String claim) {
      this(change, claim, "");
    }
  }

  /**
   * One kind of error line that an entity writes.
   *
   * @param signature the line's text without what differs from line to line (ids, numbers, times)
   * @param before how often it was seen in the baseline
   * @param during how often it was seen in the window
   * @param firstSeen the first time in the window; in the baseline if it was seen only there
   * @param lastSeen the last time in either
   * @param example one such line as written, with secrets redacted
   * @param claim id of the claim that this came from
   */
  public record LogSignature(
      EntityId entity,
      String signature,
      int before,
      int during,
      Instant firstSeen,
      Instant lastSeen,
      String example,
      String claim) {}

  /**
   * One failed request followed through the estate by its W3C trace id.
   *
   * @param hops from where it entered to where it got, as far as is known
   * @param claim id of the claim that this came from
   */
  public record FailedTrace(String traceId, List<Hop> hops, String claim) {
    public FailedTrace {
      hops = List.copyOf(hops);
    }
  }

  /**
   * One entity that a request passed through.
   *
   * @param failed whether it failed there, as the entity itself says
   */
  public record Hop(EntityId entity, Instant at, boolean failed) {}

  /** The same, with more that isn't known. */
  public Evidence withGaps(List<String> more) {
    return new Evidence(
        alerts,
        topology,
        series,
        changes,
        logs,
        traces,
        claims,
        Stream.concat(gaps.stream(), more.stream()).distinct().toList(),
        unanswered,
        gatheredAt);
  }

  public Evidence {
    alerts = List.copyOf(alerts);
    series = List.copyOf(series);
    changes = List.copyOf(changes);
    logs = List.copyOf(logs);
    traces = List.copyOf(traces);
    claims = List.copyOf(claims);
    gaps = List.copyOf(gaps);
    unanswered = List.copyOf(unanswered);
  }
}
