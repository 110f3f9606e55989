package io.countersign.server.policy;

import io.countersign.domain.Role;
import io.countersign.domain.policy.bundle.PolicyBundleRules;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.policy.PolicyAuthors;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Body;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.server.web.endpoint.EndpointRule.Guard;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The reader of bundles, and what goes on by itself. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {
  /** Whoever decides asks anyway; so that a bundle is compiled by then. */
  private static final Duration TAKING_UP = Duration.ofSeconds(1);

  /** A proposal costs a replay of the record: its decider says the rest. */
  private static final Set<Role> PROPOSING =
      Set.of(Role.POLICY_AUTHOR, Role.ADMINISTRATOR, Role.CATALOG_EDITOR);

  private static final Duration LOOKING = Duration.ofSeconds(5);

  @Bean
  PolicyBundles policyBundles(Ledger ledger) {
    return new PolicyBundles(ledger.transactions());
  }

  @Bean
  PolicyAuthors policyAuthors(Ledger ledger) {
    return new PolicyAuthors(ledger.transactions());
  }

  @Bean
  EndpointRule bundleReading() {
    return EndpointRule.forReaders("/api/v1/policy/**");
  }

  @Bean
  EndpointRule bundleProposing() {
    return new EndpointRule(HttpMethod.POST, "/api/v1/policy/bundles", PROPOSING, Body.DOCUMENT);
  }

  @Bean
  CapabilityEndpoints bundleEndpoints() {
    var authors = PolicyBundleRules.AUTHORS;
    return CapabilityEndpoints.of(
        EndpointRule.deciding(
            HttpMethod.POST, "/api/v1/policy/bundles/{id}/approve", authors, Extent.EVERYWHERE),
        EndpointRule.deciding(
            HttpMethod.POST, "/api/v1/policy/bundles/{id}/deny", authors, Extent.EVERYWHERE),
        new EndpointRule(
            HttpMethod.POST,
            "/api/v1/policy/bundles/{id}/withdraw",
            Set.of(),
            Extent.OWN,
            Guard.DECISION,
            Body.CALL));
  }

  @Bean
  EndpointRule replaying() {
    return new EndpointRule(
        HttpMethod.POST, "/api/v1/policy/replay", EndpointRule.READERS, Body.DOCUMENT);
  }

  @Bean
  RecurringWork takingUpPolicies(LawInForce laws) {
    return RecurringWork.every(TAKING_UP, "taking up the policies in force", laws::law);
  }

  @Bean
  RecurringWork comparingPolicyFiles(PolicyFilesWatch watch) {
    return RecurringWork.atOnceAndEvery(
        LOOKING, "comparing policy files with those in force", watch::look);
  }

  /** Unusable policies forbid everything here; what comes in is still taken in. */
  @Bean("policy")
  HealthIndicator policyHealth(LawInForce laws) {
    return () ->
        switch (laws.law()) {
          case Law.Usable _ -> Health.up().build();
          case Law.Unusable _ -> Health.down().build();
        };
  }
}
