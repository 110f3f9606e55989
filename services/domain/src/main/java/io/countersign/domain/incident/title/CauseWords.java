package io.countersign.domain.incident.title;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.ObservedHealth;
import java.util.Optional;

/** The words for why it is so: what was decided, never what is merely likely. */
final class CauseWords {
  private static final int VERSION = 40;

  private CauseWords() {}

  /**
   * @param face what the title begins with, if that was measured
   */
  static String of(TitleFacts facts, Optional<ObservedHealth> face) {
    if (facts.diagnosis() == null) {
      return "";
    }
    return facts
        .cause()
        .map(cause -> of(cause, facts, face.filter(it -> it.entity().equals(cause.entity()))))
        .orElse("; cause unknown");
  }

  private static String of(Cause cause, TitleFacts facts, Optional<ObservedHealth> itself) {
    var who = itself.isPresent() ? "it" : TitleText.name(cause.entity());
    return switch (cause.kind()) {
      case RELEASE -> ", because " + release(cause, itself.isPresent());
      case PROCESS_DEATH ->
          itself.filter(it -> it.state() == ObservedHealth.State.DOWN).isPresent()
              ? ""
              : ": " + death(who, cause.entity(), facts);
      case RESOURCE_EXHAUSTION -> ": " + who + " ran out of a resource";
      case LOAD -> ": more load than " + who + " can carry";
      case EXTERNAL -> ": something outside that " + who + " depends on";
      case UNKNOWN -> "; cause unknown";
    };
  }

  private static String release(Cause cause, boolean itself) {
    var entity = TitleText.name(cause.entity());
    var version = cause.toVersion() == null ? "" : TitleText.cut(cause.toVersion(), VERSION);
    if (version.isBlank()) {
      return itself ? "it was released anew" : "a release of " + entity + " went out";
    }
    return (itself ? "its release " : entity + " ")
        + version
        + (itself ? " went out" : " was released");
  }

  private static String death(String who, EntityId entity, TitleFacts facts) {
    boolean down =
        facts.observed().stream()
            .flatMap(it -> it.stream())
            .filter(it -> it.entity().equals(entity) && it.lasts())
            .anyMatch(it -> it.state() == ObservedHealth.State.DOWN);
    return who + (down && !facts.over() ? " is down" : " died");
  }
}
