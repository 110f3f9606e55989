package io.countersign.server.incident;

import io.countersign.domain.incident.Claim;
import io.countersign.domain.incident.Evidence.FailedTrace;
import io.countersign.domain.incident.Evidence.LogSignature;
import io.countersign.domain.incident.Evidence.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What has come of questions so far: evidence with its claims, or why there is none. */
record Gathered(
    List<Series> series,
    List<LogSignature> logs,
    List<FailedTrace> traces,
    List<Claim> claims,
    Set<String> gaps) {

  static Gathered nothing() {
    return new Gathered(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new TreeSet<>());
  }

  static Gathered gap(String why) {
    var gathered = nothing();
    gathered.gaps.add(why);
    return gathered;
  }

  static Gathered series(Series series, Claim claim) {
    var gathered = nothing();
    gathered.series.add(series);
    gathered.claims.add(claim);
    return gathered;
  }

  static Gathered logs(Collection<LogSignature> logs, Claim claim) {
    var gathered = nothing();
    gathered.logs.addAll(logs);
    gathered.claims.add(claim);
    return gathered;
  }

  void add(Gathered other) {
    series.addAll(other.series);
    logs.addAll(other.logs);
    traces.addAll(other.traces);
    claims.addAll(other.claims);
    gaps.addAll(other.gaps);
  }
}
