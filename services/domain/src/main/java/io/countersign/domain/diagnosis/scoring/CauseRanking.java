package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The causes in order, and whether the first stands out among those that compete with it. What
 * explains none of the incident's alerts is another incident's matter: it comes last.
 *
 * @param ranked best first
 */
record CauseRanking(List<Candidate> ranked) {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing((Candidate c) -> c.alerts().isEmpty())
          .thenComparing(c -> -c.cause().score())
          .thenComparing(c -> c.cause().entity())
          .thenComparing(c -> c.cause().kind())
          .thenComparing(c -> Objects.requireNonNullElse(c.cause().change(), ""));

  /**
   * A cause and what it would explain.
   *
   * @param alerts the alerting entities that suffer from it
   */
  record Candidate(Cause cause, Set<EntityId> alerts) {
    private List<Object> key() {
      return List.of(cause.entity(), cause.kind(), Objects.requireNonNullElse(cause.change(), ""));
    }

    private Candidate joined(Candidate other) {
      var all = new HashSet<>(alerts);
      all.addAll(other.alerts);
      return new Candidate(BEST_FIRST.compare(this, other) <= 0 ? cause : other.cause, all);
    }

    /**
     * Two causes that each explain an alert which the other can't are both there: they don't
     * compete. Nor does one that explains no alert with one that does.
     */
    private boolean competesWith(Candidate other) {
      if (alerts.isEmpty() != other.alerts.isEmpty()) {
        return false;
      }
      return alerts.containsAll(other.alerts) || other.alerts.containsAll(alerts);
    }
  }

  /** A release of a host may be found from each of its guests: it's one cause. */
  static CauseRanking of(List<Candidate> candidates) {
    var distinct = new LinkedHashMap<List<Object>, Candidate>();
    candidates.stream()
        .sorted(BEST_FIRST)
        .forEach(candidate -> distinct.merge(candidate.key(), candidate, Candidate::joined));
    return new CauseRanking(distinct.values().stream().sorted(BEST_FIRST).toList());
  }

  /**
   * Best first; but where something else is gone besides the best, it goes before that: while it's
   * away its callers give up at it and ask for nothing else, so no other remedy can be seen to
   * help.
   */
  List<Cause> causes(Thresholds thresholds) {
    var causes =
        ranked.stream().map(Candidate::cause).collect(Collectors.toCollection(ArrayList::new));
    gone(thresholds)
        .ifPresent(
            first -> {
              causes.remove(first);
              causes.addFirst(first);
            });
    return causes;
  }

  private Optional<Cause> gone(Thresholds thresholds) {
    if (!decided(thresholds)) {
      return Optional.empty();
    }
    var best = ranked.getFirst();
    return ranked.stream()
        .filter(it -> !it.cause().entity().equals(best.cause().entity()))
        .filter(it -> best.cause().kind() != Cause.Kind.PROCESS_DEATH)
        .filter(it -> it.cause().kind() == Cause.Kind.PROCESS_DEATH)
        .filter(it -> it.cause().score() >= thresholds.minimumScore())
        .filter(it -> it.alerts().stream().anyMatch(best.alerts()::contains))
        .map(Candidate::cause)
        .findFirst();
  }

  boolean decided(Thresholds thresholds) {
    if (ranked.isEmpty()) {
      return false;
    }
    var best = ranked.getFirst();
    boolean alone =
        ranked.stream()
            .skip(1)
            .map(Candidate::cause)
            .filter(other -> other.entity().equals(best.cause().entity()))
            .allMatch(o -> best.cause().score() - o.score() >= thresholds.marginWithin());
    return alone
        && !best.alerts().isEmpty()
        && best.cause().kind() != Cause.Kind.UNKNOWN
        && best.cause().score() >= thresholds.minimumScore()
        && ranked.stream()
            .filter(other -> !other.cause().entity().equals(best.cause().entity()))
            .filter(best::competesWith)
            .allMatch(o -> best.cause().score() - o.cause().score() >= thresholds.margin());
  }
}
