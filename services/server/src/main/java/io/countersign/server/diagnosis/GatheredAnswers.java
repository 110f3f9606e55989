package io.countersign.server.diagnosis;

import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence.FailedTrace;
import io.countersign.domain.diagnosis.Evidence.LogSignature;
import io.countersign.domain.diagnosis.Evidence.Series;
import io.countersign.domain.diagnosis.Evidence.Unanswered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The answers to questions so far: evidence with its claims, or why there is none. */
record GatheredAnswers(
    List<Series> series,
    List<LogSignature> logs,
    List<FailedTrace> traces,
    List<Claim> claims,
    Set<String> gaps,
    List<Unanswered> unanswered) {

  static GatheredAnswers nothing() {
    return new GatheredAnswers(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new TreeSet<>(),
        new ArrayList<>());
  }

  static GatheredAnswers gap(String why) {
    var gathered = nothing();
    gathered.gaps.add(why);
    return gathered;
  }

  static GatheredAnswers series(Series series, Claim claim) {
    var gathered = nothing();
    gathered.series.add(series);
    gathered.claims.add(claim);
    return gathered;
  }

  static GatheredAnswers logs(Collection<LogSignature> logs, Claim claim) {
    var gathered = nothing();
    gathered.logs.addAll(logs);
    gathered.claims.add(claim);
    return gathered;
  }

  void add(GatheredAnswers other) {
    series.addAll(other.series);
    logs.addAll(other.logs);
    traces.addAll(other.traces);
    claims.addAll(other.claims);
    gaps.addAll(other.gaps);
    unanswered.addAll(other.unanswered);
  }
}
