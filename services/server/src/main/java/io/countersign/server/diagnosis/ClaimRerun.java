package io.countersign.server.diagnosis;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.connectors.spi.log.ErrorLines;
import io.countersign.connectors.spi.log.LogReach;
import io.countersign.connectors.spi.log.TracedLines;
import io.countersign.domain.Digest;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.ledger.change.Changes;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/**
 * The rerun of claims: asks each one's source the same question again. Nothing is changed and
 * nothing recorded.
 */
@Component
public final class ClaimRerun {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 4;

  private final Connections connections;
  private final Changes changes;
  private final BoundedFanOut asking = new BoundedFanOut(AT_ONCE);

  ClaimRerun(Connections connections, Changes changes) {
    this.connections = connections;
    this.changes = changes;
  }

  /** How an answer compares with the claim's. */
  public enum Verdict {
    SAME,
    DIFFERS,
    UNREACHABLE
  }

  /**
   * What came of asking again.
   *
   * @param why empty when it's the same
   */
  public record Rerun(Verdict verdict, String why) {
    static Rerun compared(Claim claim, Digest digest, String why) {
      return claim.digest().equals(digest)
          ? new Rerun(Verdict.SAME, "")
          : new Rerun(Verdict.DIFFERS, why);
    }

    static Rerun failed(Outcome.Failed<?> failed) {
      return new Rerun(Verdict.UNREACHABLE, failed.code() + " " + failed.message());
    }

    static Rerun unknown(Claim claim) {
      return new Rerun(
          Verdict.UNREACHABLE, "no source " + claim.source() + " of this kind is configured");
    }
  }

  /** One for each claim, in their order. */
  public List<Rerun> rerun(List<Claim> claims) {
    var calls = claims.stream().<Callable<Rerun>>map(it -> () -> again(it)).toList();
    return asking.ask(calls, PATIENCE).stream()
        .map(
            it ->
                it == null
                    ? new Rerun(
                        Verdict.UNREACHABLE, "no answer within " + PATIENCE.toSeconds() + " s")
                    : it)
        .toList();
  }

  private Rerun again(Claim claim) {
    if (claim.stepSeconds() > 0) {
      return connections
          .evidence(claim.source())
          .map(it -> signal(claim, it))
          .orElse(Rerun.unknown(claim));
    }
    return LogQuery.parse(claim.query()).map(it -> log(claim, it)).orElseGet(() -> change(claim));
  }

  private static Rerun signal(Claim claim, EvidenceSource source) {
    var step = Duration.ofSeconds(claim.stepSeconds());
    return switch (source.range(claim.query(), claim.from(), claim.to(), step)) {
      case Outcome.Ok<RangeAnswer>(var answer) ->
          Rerun.compared(claim, answer.digest(), difference(claim, answer));
      case Outcome.Failed<RangeAnswer> failed -> Rerun.failed(failed);
    };
  }

  private static String difference(Claim claim, RangeAnswer answer) {
    if (answer.series().isEmpty()) {
      return "nothing is kept of that range any more: it's beyond the source's retention, or lost";
    }
    var points = answer.series().getFirst().series().points();
    return points.isEmpty() || begins(points).isAfter(claim.from().plus(gap(claim)))
        ? "the values begin at "
            + (points.isEmpty() ? "no time" : begins(points))
            + ": what was before may be beyond the source's retention"
        : "other values: samples arrived after the question, or were written anew";
  }

  private static Instant begins(List<TimeSeries.Point> points) {
    return points.getFirst().at();
  }

  private static Duration gap(Claim claim) {
    return Duration.ofSeconds(2L * claim.stepSeconds());
  }

  private Rerun log(Claim claim, LogQuery query) {
    var source = connections.logs(claim.source());
    if (source.isEmpty()) {
      return Rerun.unknown(claim);
    }
    return switch (query) {
      case LogQuery.Errors(var entity, var onset) ->
          switch (source.get().errors(entity, claim.from(), onset, claim.to())) {
            case Outcome.Ok<ErrorLines>(var it) ->
                Rerun.compared(claim, it.digest(), difference(claim, it.reach()));
            case Outcome.Failed<ErrorLines> failed -> Rerun.failed(failed);
          };
      case LogQuery.Traced(var entity, var ids) ->
          switch (source.get().traced(entity, ids, claim.from(), claim.to())) {
            case Outcome.Ok<TracedLines>(var it) ->
                Rerun.compared(claim, it.digest(), difference(claim, it.reach()));
            case Outcome.Failed<TracedLines> failed -> Rerun.failed(failed);
          };
    };
  }

  private static String difference(Claim claim, LogReach reach) {
    if (reach.lines() == 0) {
      return "the log holds nothing of that range any more: it was rotated away or truncated";
    }
    return reach.since().isAfter(claim.from())
        ? "the log is read from " + reach.since() + " on: older lines are gone, or too many"
        : "other lines: some were written after the question, or the log was rotated or changed";
  }

  /** Where a feed is configured it's asked; what was posted to us is in our own record only. */
  private Rerun change(Claim claim) {
    var recorded =
        changes.at(claim.source(), claim.from()).stream()
            .anyMatch(it -> ChangeRecord.digest(it).equals(claim.digest()));
    if (!recorded) {
      return new Rerun(Verdict.DIFFERS, "our own record has no such change any more");
    }
    return connections
        .feed(claim.source())
        .map(feed -> compared(claim, feed.since(claim.from())))
        .orElse(new Rerun(Verdict.SAME, ""));
  }

  private static Rerun compared(Claim claim, Outcome<ChangeAnswer> answer) {
    return switch (answer) {
      case Outcome.Ok<ChangeAnswer>(var it)
          when it.changes().stream()
              .map(ObservedChange::change)
              .anyMatch(change -> ChangeRecord.digest(change).equals(claim.digest())) ->
          new Rerun(Verdict.SAME, "");
      case Outcome.Ok<ChangeAnswer> _ ->
          new Rerun(
              Verdict.DIFFERS,
              "the feed doesn't tell of it any more, or tells it otherwise; our record keeps it");
      case Outcome.Failed<ChangeAnswer> failed -> Rerun.failed(failed);
    };
  }
}
