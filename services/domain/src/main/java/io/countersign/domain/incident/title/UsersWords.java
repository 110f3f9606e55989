package io.countersign.domain.incident.title;

import io.countersign.domain.diagnosis.ObservedHealth;
import io.countersign.domain.diagnosis.ObservedHealth.State;
import java.util.Optional;

/** The words for the users' side where the title doesn't begin with it. */
final class UsersWords {
  private UsersWords() {}

  static String of(TitleFacts facts, Optional<ObservedHealth> face) {
    if (facts.observed().isEmpty() || face.filter(facts.usersSide()::contains).isPresent()) {
      return "";
    }
    var seen = facts.usersSide().stream().filter(UsersWords::tells).toList();
    return seen.isEmpty()
        ? " (nobody measured the users' side)"
        : seen.stream()
            .filter(it -> it.state() == State.WELL)
            .findFirst()
            .map(
                it ->
                    " (" + TitleText.name(it.entity()) + " was well for its users when looked at)")
            .orElse("");
  }

  private static boolean tells(ObservedHealth it) {
    return it.state() != State.VANISHED && it.state() != State.UNREADABLE;
  }
}
