package io.countersign.server.diagnosis;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import io.countersign.server.intake.SourceShortcomings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of signals: every one of every entity. A source that is down or slow leaves a gap
 * and isn't asked on; it never keeps the others from answering.
 */
final class SignalEvidence {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Connections connections;
  private final BoundedFanOut asking;
  private final SourceShortcomings shortcomings;

  SignalEvidence(Connections connections, BoundedFanOut asking, SourceShortcomings shortcomings) {
    this.connections = connections;
    this.asking = asking;
    this.shortcomings = shortcomings;
  }

  /** How long before now the newest points lie that stay as they are, whichever source has them. */
  Duration settled() {
    return connections.evidence().stream()
        .map(EvidenceSource::settled)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** One question about one signal of one entity. */
  private record Question(
      String id, EvidenceSource source, EntityId entity, Signal signal, String query) {
    String what() {
      return signal.word() + " of " + entity;
    }

    /**
     * @param why of the first that learns it; of the others nothing more
     */
    GatheredAnswers unanswered(String... why) {
      var gathered = GatheredAnswers.nothing();
      gathered.unanswered().add(new Evidence.Unanswered(entity, signal));
      gathered.gaps().addAll(List.of(why));
      return gathered;
    }
  }

  GatheredAnswers about(Collection<EntityId> scope, Instant windowFrom, Instant to) {
    var questions = questions(scope);
    var silent = ConcurrentHashMap.<String>newKeySet();
    var calls =
        questions.stream()
            .<Callable<GatheredAnswers>>map(
                it -> () -> ask(it, grid(it, windowFrom, to, questions.size()), silent))
            .toList();
    var all = GatheredAnswers.nothing();
    var answers = asking.ask(calls, PATIENCE).iterator();
    questions.forEach(it -> all.add(inTime(it, answers.next())));
    return all;
  }

  private static GatheredAnswers inTime(Question question, @Nullable GatheredAnswers answer) {
    return answer == null ? question.unanswered("signals: not all were answered in time") : answer;
  }

  private List<Question> questions(Collection<EntityId> scope) {
    var questions = new ArrayList<Question>();
    for (var entity : scope) {
      for (var signal : Signal.values()) {
        var source = connections.evidenceFor(signal, entity);
        if (source.isPresent()) {
          var id = "m" + (questions.size() + 1);
          var query = source.get().query(signal, entity).orElseThrow();
          questions.add(new Question(id, source.get(), entity, signal, query));
        }
      }
    }
    return questions;
  }

  private static SampleGrid grid(Question question, Instant windowFrom, Instant to, int questions) {
    var source = question.source();
    return SampleGrid.of(source.step(), source.baseline(), windowFrom, to, questions);
  }

  /**
   * @param silent sources that couldn't be asked: they aren't waited for again
   */
  private GatheredAnswers ask(Question question, SampleGrid grid, Set<String> silent) {
    var source = question.source();
    if (silent.contains(source.name())) {
      return question.unanswered();
    }
    return switch (source.range(question.query(), grid.from(), grid.to(), grid.step())) {
      case Outcome.Ok<RangeAnswer>(var answer) when answer.series().size() > 1 ->
          question.unanswered(shortcoming(question, several(question, answer)));
      case Outcome.Ok<RangeAnswer>(var answer) -> answered(question, grid, answer);
      case Outcome.Failed<RangeAnswer> failed -> failed(question, failed, silent);
    };
  }

  /** Which of them is meant, only whoever wrote the query knows. */
  private static String several(Question question, RangeAnswer answer) {
    return "the query for %s of %s entities answers %s series where one is wanted: combine them in the query, by sum or max"
        .formatted(
            question.signal().word(),
            question.entity().kind(),
            answer.series().size() > 9 ? "ten or more" : "several");
  }

  private static GatheredAnswers failed(
      Question question, Outcome.Failed<RangeAnswer> failed, Set<String> silent) {
    var name = question.source().name();
    if (failed.category().retryable() || failed.code() == FailureCode.UNAUTHORISED) {
      silent.add(name);
      return question.unanswered(name + ": " + failed.code() + " " + failed.message());
    }
    return question.unanswered(name + ": " + question.what() + " can't be asked: " + failed.code());
  }

  private GatheredAnswers answered(Question question, SampleGrid grid, RangeAnswer answer) {
    var found = AnsweredSignal.of(question.signal(), answer);
    var points = found.values();
    var claim =
        new Claim(
            question.id(),
            question.source().name(),
            question.query(),
            grid.from(),
            grid.to(),
            Math.toIntExact(grid.step().toSeconds()),
            answer.digest(),
            question.what() + " " + found.statement());
    var series =
        new Evidence.Series(
            question.entity(),
            question.signal(),
            part(points, grid.step(), grid.from(), grid.windowFrom()),
            part(points, grid.step(), grid.windowFrom(), Instant.MAX),
            claim.id(),
            found.unreadable(),
            found.partial());
    var gathered = GatheredAnswers.series(series, claim);
    shortcomings.answered(question.source().name(), question.what(), found.doubt());
    found.shortcomings().forEach(why -> gathered.gaps().add(gap(question, why)));
    return gathered;
  }

  private String shortcoming(Question question, String why) {
    shortcomings.answered(question.source().name(), question.what(), why);
    return question.source().name() + ": " + why;
  }

  private static String gap(Question question, String why) {
    return question.source().name() + ": " + question.what() + ": " + why;
  }

  private static TimeSeries part(
      List<TimeSeries.Point> points, Duration step, Instant from, Instant before) {
    return new TimeSeries(
        step,
        points.stream().filter(p -> !p.at().isBefore(from) && p.at().isBefore(before)).toList());
  }
}
