package io.countersign.domain.testing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The incidents of {@link KnownFacts}. */
final class KnownIncidents implements IncidentFacts {
  private record Remediation(IncidentId incident, String id) {}

  private final Set<IncidentId> open = new HashSet<>();
  private final Map<IncidentId, PrincipalId> commanders = new HashMap<>();
  private final Map<IncidentId, List<EntityId>> entities = new HashMap<>();
  private final Map<Remediation, String> outcomes = new HashMap<>();

  void open(IncidentId incident, boolean on) {
    if (on) {
      open.add(incident);
    } else {
      open.remove(incident);
    }
  }

  void ended(IncidentId incident, String remediation, String outcome) {
    outcomes.put(new Remediation(incident, remediation), outcome);
  }

  @Override
  public boolean open(IncidentId incident) {
    return open.contains(incident);
  }

  void commanded(IncidentId incident, @Nullable PrincipalId by) {
    if (by == null) {
      commanders.remove(incident);
    } else {
      commanders.put(incident, by);
    }
  }

  @Override
  public Optional<PrincipalId> commander(IncidentId incident) {
    return open(incident) ? Optional.ofNullable(commanders.get(incident)) : Optional.empty();
  }

  void about(IncidentId incident, EntityId entity) {
    entities.computeIfAbsent(incident, _ -> new ArrayList<>()).add(entity);
  }

  @Override
  public List<EntityId> entities(IncidentId incident) {
    return List.copyOf(entities.getOrDefault(incident, List.of()));
  }

  @Override
  public boolean verified(IncidentId incident, String remediation) {
    return "VERIFIED".equals(outcomes.get(new Remediation(incident, remediation)));
  }
}
