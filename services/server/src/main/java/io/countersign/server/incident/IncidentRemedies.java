package io.countersign.server.incident;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.course.IncidentCourseFacts;
import io.countersign.domain.incident.course.Recommendation;
import java.util.List;

/** The remedies of incidents, as the capabilities that come after this one provide them. */
public interface IncidentRemedies {
  /** Proposes one for the last diagnosis, unless one stands or there is none. */
  Recommendation recommend(Incident.Open incident, IncidentCourseFacts facts);

  /** The probes of a remediation's plan. */
  List<Probe> probes(String remediation);

  /** Takes a proposal back that isn't needed any more. */
  void withdraw(IncidentId incident, String remediation, String because);
}
