package io.countersign.domain.incident;

import io.countersign.domain.PrincipalId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The persons who look after an incident.
 *
 * @param commander who commands it; null for nobody
 */
public record Responders(
    Set<PrincipalId> acknowledgedBy,
    @Nullable PrincipalId assignee,
    @Nullable PrincipalId commander) {
  static final Responders NONE = new Responders(Set.of(), null, null);

  public Responders {
    acknowledgedBy = Set.copyOf(acknowledgedBy);
  }

  Responders acknowledged(PrincipalId by) {
    var all = new HashSet<>(acknowledgedBy);
    all.add(by);
    return new Responders(all, assignee, commander);
  }

  Responders assigned(PrincipalId to) {
    return new Responders(acknowledgedBy, to, commander);
  }

  Responders commandedBy(@Nullable PrincipalId who) {
    return new Responders(acknowledgedBy, assignee, who);
  }
}
