package io.countersign.domain.diagnosis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The causes that are held to be likely, ranked, with evidence.
 *
 * @param number 1, 2, ... within the incident
 * @param revision the number of alerts that it was made for
 * @param diagnoser who made it
 * @param decided whether the first cause stands out enough to act upon; else it is "unknown"
 * @param causes best first
 * @param claims what the reasons rest on
 * @param gaps what could not be asked
 * @param observed the health of what alerts, of where users come in above it, and of what is
 *     blamed; null in one that was made before this was kept
 */
public record Diagnosis(
    int number,
    int revision,
    String diagnoser,
    boolean decided,
    List<Cause> causes,
    List<Claim> claims,
    List<String> gaps,
    @Nullable List<ObservedHealth> observed) {
  public Diagnosis {
    causes = List.copyOf(causes);
    claims = List.copyOf(claims);
    gaps = List.copyOf(gaps);
    observed = observed == null ? null : List.copyOf(observed);
  }

  /** One that tells nothing of what was measured. */
  public Diagnosis(
      int number,
      int revision,
      String diagnoser,
      boolean decided,
      List<Cause> causes,
      List<Claim> claims,
      List<String> gaps) {
    this(number, revision, diagnoser, decided, causes, claims, gaps, null);
  }

  /** The cause to act upon, if one stands out. */
  public Optional<Cause> cause() {
    return decided ? causes.stream().findFirst() : Optional.empty();
  }

  /** The same without its evidence: what it blames, and what was seen. */
  public Diagnosis outline() {
    var blamed = cause().map(cause -> cause.with(List.of())).stream().toList();
    return new Diagnosis(
        number, revision, diagnoser, decided, blamed, List.of(), List.of(), observed);
  }

  /** Whether everything that was looked at is as usual: there's nothing to explain. */
  public boolean findsNothingUnhealthy() {
    return causes.stream()
        .allMatch(cause -> cause.kind() == Cause.Kind.UNKNOWN && cause.score() == 0);
  }
}
