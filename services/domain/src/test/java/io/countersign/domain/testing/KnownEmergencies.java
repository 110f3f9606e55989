package io.countersign.domain.testing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.EmergencyFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The emergencies of {@link KnownFacts}. */
final class KnownEmergencies implements EmergencyFacts {
  private @Nullable OpenBreakGlass open;
  private final List<String> overdue = new ArrayList<>();
  private final Set<PrincipalId> approvers = new HashSet<>();

  void open(OpenBreakGlass it) {
    open = it;
  }

  void overdue(String subject) {
    overdue.add(subject);
  }

  void approvedBy(PrincipalId who) {
    approvers.add(who);
  }

  @Override
  public Optional<OpenBreakGlass> open(IncidentId incident, Instant at) {
    return Optional.ofNullable(open).filter(it -> at.isBefore(it.until()));
  }

  @Override
  public List<String> overdue(Instant at) {
    return List.copyOf(overdue);
  }

  @Override
  public Set<PrincipalId> approvers(BreakGlassId breakGlass) {
    return Set.copyOf(approvers);
  }
}
