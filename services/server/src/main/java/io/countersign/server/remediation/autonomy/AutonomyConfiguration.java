package io.countersign.server.remediation.autonomy;

import io.countersign.domain.access.RoleRules;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The beans of what runbooks may do by themselves. */
@Configuration(proxyBeanMethods = false)
@Import(RunbookAutonomy.class)
class AutonomyConfiguration {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Bean
  RecurringWork earnedRunbooksWatch(EarnedRunbooks earned) {
    return RecurringWork.every(PAUSE, "looking for runbooks that earned a promotion", earned::look);
  }

  @Bean
  CapabilityEndpoints autonomyEndpoints() {
    return CapabilityEndpoints.of(
        EndpointRule.deciding(
            HttpMethod.POST,
            "/api/v1/runbooks/{runbook}/promote",
            RoleRules.DECIDING,
            Extent.THROUGHOUT),
        EndpointRule.deciding(
            HttpMethod.POST,
            "/api/v1/runbooks/{runbook}/demote",
            RoleRules.DEMOTING,
            Extent.THROUGHOUT));
  }
}
