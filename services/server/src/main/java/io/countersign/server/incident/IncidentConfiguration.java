package io.countersign.server.incident;

import io.countersign.domain.Role;
import io.countersign.domain.incident.course.IncidentCourse;
import io.countersign.ledger.audit.PastViews;
import io.countersign.ledger.audit.RecordMoments;
import io.countersign.ledger.catalog.CatalogHistory;
import io.countersign.ledger.incident.IncidentCourseReader;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.temporal.LoopType;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.incident.IncidentProgress;
import io.countersign.workflows.incident.IncidentWorkflow;
import io.countersign.workflows.incident.IncidentWorkflowImpl;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The readers of incidents, their course, and their loop as the engine runs it. */
@Configuration(proxyBeanMethods = false)
@Import({
  IncidentInbox.class,
  IncidentTimeline.class,
  IncidentCourseReader.class,
  CatalogHistory.class,
  PastViews.class,
  RecordMoments.class
})
class IncidentConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(10);

  @Bean
  EndpointRule incidentReading() {
    return EndpointRule.forReadersOfParts("/api/v1/incidents/**");
  }

  @Bean
  CapabilityEndpoints incidentEndpoints() {
    return CapabilityEndpoints.of(
        working("acknowledge"),
        working("assign"),
        working("priority"),
        working("commander"),
        EndpointRule.deciding(
            HttpMethod.POST, "/api/v1/incidents/{id}/commander/stand-down", Set.of(), Extent.OWN),
        working("note"),
        EndpointRule.deciding(
            HttpMethod.POST,
            "/api/v1/incidents/{id}/resolve",
            Set.of(Role.COMMANDER),
            Extent.THROUGHOUT));
  }

  private static EndpointRule working(String verb) {
    return EndpointRule.deciding(
        HttpMethod.POST,
        "/api/v1/incidents/{id}/" + verb,
        Set.of(Role.RESPONDER, Role.COMMANDER, Role.APPROVER),
        Extent.WITHIN);
  }

  @Bean
  IncidentCourse incidentCourse(LoopSettings settings) {
    return new IncidentCourse(settings.incident());
  }

  @Bean
  LoopType incidentLoop(IncidentActivities activities) {
    return new LoopType(
        OpenLoops.Kind.INCIDENT,
        IncidentWorkflow.TYPE,
        IncidentWorkflowImpl.class,
        activities,
        IncidentWorkflow.workflowId(""),
        answer -> answer instanceof IncidentProgress progress ? progress.dueIn() : null);
  }

  @Bean
  RecurringWork echoWatching(EchoExpiry echoes) {
    return RecurringWork.every(EVERY, "the echo watch", echoes::reopenOverdue);
  }
}
