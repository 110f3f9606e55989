package io.countersign.domain.incident.title;

import io.countersign.domain.diagnosis.ObservedHealth;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The title of an incident: in one line what it means to users, and why, as far as the last
 * diagnosis measured and decided that; what isn't known is left to the alert's own words. No event
 * holds it, so that it gets better for what is long on record, too.
 */
public final class IncidentTitle {
  /** In characters. */
  public static final int LONGEST = 240;

  private static final Comparator<ObservedHealth> WORST_FIRST =
      Comparator.<ObservedHealth>comparingInt(it -> SymptomWords.rank(it.state()))
          .thenComparing(Comparator.comparingDouble(SymptomWords::worst).reversed())
          .thenComparing(ObservedHealth::entity);

  private IncidentTitle() {}

  /**
   * Such as {@code shop fails for its users (up to 53 % of requests), because pay 2 was released}.
   */
  public static String of(TitleFacts facts) {
    var face = face(facts);
    var what = face.map(it -> SymptomWords.of(it, facts)).orElseGet(() -> AlertWords.of(facts));
    return TitleText.line(what + CauseWords.of(facts, face) + UsersWords.of(facts, face), LONGEST);
  }

  /** Where users feel it, else what suffers, else what is blamed: the worst of each. */
  private static Optional<ObservedHealth> face(TitleFacts facts) {
    Predicate<ObservedHealth> blamed = it -> facts.isBlamed(it.entity());
    return facts.usersSide().stream()
        .filter(it -> SymptomWords.isFelt(it.state()))
        .min(WORST_FIRST)
        .or(() -> worst(facts, it -> facts.alerting().contains(it.entity()) && !blamed.test(it)))
        .or(() -> worst(facts, blamed));
  }

  private static Optional<ObservedHealth> worst(
      TitleFacts facts, Predicate<ObservedHealth> wanted) {
    return facts.observed().stream()
        .flatMap(it -> it.stream())
        .filter(wanted)
        .filter(it -> SymptomWords.isTelling(it.state()))
        .min(WORST_FIRST);
  }
}
