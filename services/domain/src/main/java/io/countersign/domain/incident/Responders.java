package io.countersign.domain.incident;

import io.countersign.domain.PrincipalId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The persons who look after an incident. */
public record Responders(Set<PrincipalId> acknowledgedBy, @Nullable PrincipalId assignee) {
  static final Responders NONE = new Responders(Set.of(), null);

  public Responders {
    acknowledgedBy = Set.copyOf(acknowledgedBy);
  }

  Responders acknowledged(PrincipalId by) {
    var all = new HashSet<>(acknowledgedBy);
    all.add(by);
    return new Responders(all, assignee);
  }

  Responders assigned(PrincipalId to) {
    return new Responders(acknowledgedBy, to);
  }
}
