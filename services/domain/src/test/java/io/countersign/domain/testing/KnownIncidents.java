package io.countersign.domain.testing;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The incidents of {@link KnownFacts}. */
final class KnownIncidents implements IncidentFacts {
  private record Remediation(IncidentId incident, String id) {}

  private final Set<IncidentId> open = new HashSet<>();
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

  @Override
  public boolean verified(IncidentId incident, String remediation) {
    return "VERIFIED".equals(outcomes.get(new Remediation(incident, remediation)));
  }
}
