package io.countersign.server.incident;

import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.server.temporal.LoopType;
import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.incident.IncidentWorkflow;
import io.countersign.workflows.incident.IncidentWorkflowImpl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The views of incidents, and their loop as the engine runs it. */
@Configuration(proxyBeanMethods = false)
@Import({IncidentInbox.class, IncidentTimeline.class})
class IncidentConfiguration {
  @Bean
  LoopType incidentLoop(IncidentActivities activities, OpenLoops open) {
    return new LoopType(
        IncidentWorkflow.TYPE,
        IncidentWorkflowImpl.class,
        activities,
        IncidentWorkflow::workflowId,
        at ->
            open.dueBefore(at).stream()
                .filter(it -> it.kind() == OpenLoops.Kind.INCIDENT)
                .map(OpenLoops.Loop::id)
                .toList());
  }
}
