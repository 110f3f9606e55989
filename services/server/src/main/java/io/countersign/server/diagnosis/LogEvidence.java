package io.countersign.server.diagnosis;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.log.ErrorLines;
import io.countersign.connectors.spi.log.ErrorLines.FailedRequest;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence.LogSignature;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The evidence of logs: what kinds of errors the entities wrote, before and since a fault, and
 * follows some of the requests that failed. An entity that writes no log leaves no gap; a log that
 * can't be read does.
 */
final class LogEvidence {
  /** How much before the window errors are counted to know what is usual. */
  private static final Duration BEFORE = Duration.ofMinutes(5);

  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The nearest ones: a log is long, and what is far away explains little. */
  private static final int MOST_ENTITIES = 64;

  /** So many lines that can't be understood, and none that can, are a wrong configuration. */
  private static final int FOREIGN = 10;

  private final Connections connections;
  private final BoundedFanOut asking;
  private final TraceEvidence following;

  LogEvidence(Connections connections, BoundedFanOut asking) {
    this.connections = connections;
    this.asking = asking;
    this.following = new TraceEvidence(asking);
  }

  /** A log and whose it is. */
  record Log(EntityId entity, LogSource source) {
    String gap(Outcome.Failed<?> failed) {
      return source.name() + ": " + failed.code() + " " + failed.message();
    }
  }

  /** The account of one log. */
  private record LogAccount(GatheredAnswers evidence, List<FailedRequest> failed) {
    static LogAccount gap(String why) {
      return new LogAccount(GatheredAnswers.gap(why), List.of());
    }
  }

  /**
   * @param scope nearest first
   * @param windowFrom where the window around the fault begins
   */
  GatheredAnswers about(
      Collection<EntityId> scope, Topology topology, Instant windowFrom, Instant to) {
    var logs = logs(scope);
    var calls = new ArrayList<Callable<LogAccount>>();
    for (int i = 0; i < logs.size(); i++) {
      var log = logs.get(i);
      var id = "l" + (i + 1);
      calls.add(() -> ask(id, log, windowFrom, to));
    }
    var all = GatheredAnswers.nothing();
    var failed = new ArrayList<FailedRequest>();
    for (var account : asking.ask(calls, PATIENCE)) {
      if (account == null) {
        all.gaps().add("logs: not all were read within " + PATIENCE.toSeconds() + " s");
      } else {
        all.add(account.evidence());
        failed.addAll(account.failed());
      }
    }
    all.add(following.follow(failed, logs, topology, windowFrom, to));
    return all;
  }

  private List<Log> logs(Collection<EntityId> scope) {
    var logs = new ArrayList<Log>();
    for (var entity : scope) {
      connections.logsOf(entity).ifPresent(source -> logs.add(new Log(entity, source)));
    }
    return logs.subList(0, Math.min(MOST_ENTITIES, logs.size()));
  }

  private static LogAccount ask(String id, Log log, Instant windowFrom, Instant to) {
    var from = windowFrom.minus(BEFORE);
    return switch (log.source().errors(log.entity(), from, windowFrom, to)) {
      case Outcome.Ok<ErrorLines>(var answer) when answer.reach().since().isAfter(windowFrom) ->
          LogAccount.gap(
              log.source().name() + ": too many lines of " + log.entity() + " since the fault");
      case Outcome.Ok<ErrorLines>(var answer)
          when answer.reach().lines() == 0 && answer.reach().unusable() >= FOREIGN ->
          LogAccount.gap(log.source().name() + ": no line of " + log.entity() + " is understood");
      case Outcome.Ok<ErrorLines>(var answer) ->
          new LogAccount(
              GatheredAnswers.logs(
                  signatures(id, log.entity(), answer), claim(id, log, windowFrom, to, answer)),
              answer.traces());
      case Outcome.Failed<ErrorLines> failed when failed.code() == FailureCode.NOT_FOUND ->
          new LogAccount(GatheredAnswers.nothing(), List.of());
      case Outcome.Failed<ErrorLines> failed -> LogAccount.gap(log.gap(failed));
    };
  }

  private static List<LogSignature> signatures(String id, EntityId entity, ErrorLines answer) {
    return answer.kinds().stream()
        .map(
            it ->
                new LogSignature(
                    entity,
                    it.signature(),
                    it.before(),
                    it.during(),
                    it.first(),
                    it.last(),
                    it.example(),
                    id))
        .toList();
  }

  private static Claim claim(
      String id, Log log, Instant windowFrom, Instant to, ErrorLines answer) {
    return new Claim(
        id,
        log.source().name(),
        new LogQuery.Errors(log.entity(), windowFrom).toString(),
        windowFrom.minus(BEFORE),
        to,
        0,
        answer.digest(),
        statement(log.entity(), answer));
  }

  static String statement(EntityId entity, ErrorLines answer) {
    if (answer.kinds().isEmpty()) {
      return entity + " wrote no error";
    }
    var most = answer.kinds().getFirst();
    return "%s wrote %s kinds of errors, most often (%s times, %s before): %s"
        .formatted(entity, answer.kinds().size(), most.during(), most.before(), most.signature());
  }
}
