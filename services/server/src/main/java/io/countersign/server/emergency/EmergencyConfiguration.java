package io.countersign.server.emergency;

import io.countersign.domain.emergency.BreakGlassDecider;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.emergency.IndependentReview;
import io.countersign.ledger.emergency.Emergencies;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The beans of emergencies. */
@Configuration(proxyBeanMethods = false)
@Import(Emergencies.class)
class EmergencyConfiguration {
  private static final String PATH = "/api/v1/break-glass";
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Who of these opens it and agrees, policy says. */
  @Bean
  CapabilityEndpoints breakGlassEndpoints() {
    return CapabilityEndpoints.of(
        EndpointRule.deciding(HttpMethod.POST, PATH, BreakGlassTerms.OPENERS, Extent.THROUGHOUT),
        EndpointRule.deciding(
            HttpMethod.POST, PATH + "/{id}/agree", BreakGlassTerms.OPENERS, Extent.THROUGHOUT),
        EndpointRule.deciding(
            HttpMethod.POST, PATH + "/{id}/close", BreakGlassDecider.CLOSING, Extent.WITHIN),
        EndpointRule.deciding(
            HttpMethod.POST, PATH + "/{id}/review", IndependentReview.REVIEWING, Extent.WITHIN));
  }

  @Bean
  EndpointRule breakGlassReading() {
    return EndpointRule.forReadersOfParts(PATH);
  }

  @Bean
  RecurringWork overdueReviewsWatch(OverdueReviews overdue) {
    return RecurringWork.every(PAUSE, "looking for overdue reviews", overdue::look);
  }
}
