package io.countersign.server.access;

import static io.countersign.domain.Role.ADMINISTRATOR;

import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.ledger.ExclusiveWork;
import io.countersign.ledger.access.Confirmations;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Grants;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.ledger.access.Leftovers;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.ResetSecrets;
import io.countersign.ledger.access.SessionSecrets;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.server.access.confirmation.ConfirmedChanges;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.server.web.endpoint.EndpointRule.Guard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The readers of who there is and who may come in. */
@Configuration(proxyBeanMethods = false)
@Import({
  Confirmations.class,
  Directory.class,
  ExclusiveWork.class,
  Grants.class,
  Principals.class,
  ResetSecrets.class,
  SessionSecrets.class,
  TokenSecrets.class,
  KillSwitch.class,
  Leftovers.class
})
class AccessConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration SELDOM = Duration.ofHours(1);

  /** A proposal stands for a day, and what came of it may be used for another. */
  private static final Duration UNDECIDED = Duration.ofDays(3);

  /** Slow and large on purpose; tests, which log in thousands of times, bring a quicker one. */
  @Bean
  @Fallback
  PasswordEncoder passwordEncoder() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }

  @Bean
  RecurringWork carryingOut(ConfirmedChanges changes) {
    return RecurringWork.every(
        EVERY, "carrying out what a second person confirmed", changes::resume);
  }

  /** Who proposes or confirms such changes; within bounds, those that they have a say in. */
  @Bean
  EndpointRule confirmationReading() {
    return new EndpointRule(
        HttpMethod.GET,
        "/api/v1/confirmations/**",
        ConfirmationRules.READING,
        Extent.SOMEWHERE,
        Guard.DOOR,
        EndpointRule.Body.CALL);
  }

  @Bean
  EndpointRule peopleReading() {
    return EndpointRule.reading("/api/v1/users", ADMINISTRATOR);
  }

  @Bean
  EndpointRule grantReading() {
    return EndpointRule.reading("/api/v1/grants", ADMINISTRATOR);
  }

  @Bean
  EndpointRule groupReading() {
    return EndpointRule.reading("/api/v1/groups", ADMINISTRATOR);
  }

  @Bean
  EndpointRule pastReading() {
    return EndpointRule.reading("/api/v1/access/**", ADMINISTRATOR);
  }

  @Bean
  EndpointRule tokenReading() {
    return EndpointRule.reading("/api/v1/tokens", ADMINISTRATOR);
  }

  /** Oneself, and what anybody may call before they are known. */
  @Bean
  CapabilityEndpoints loginEndpoints() {
    return CapabilityEndpoints.of(
        open(HttpMethod.POST, "/api/v1/login"),
        open(HttpMethod.POST, "/api/v1/password-reset"),
        known(HttpMethod.POST, "/api/v1/logout"),
        known(HttpMethod.GET, "/api/v1/me"));
  }

  private static EndpointRule open(HttpMethod method, String pattern) {
    return new EndpointRule(
        method, pattern, Set.of(), Extent.EVERYWHERE, Guard.NONE, EndpointRule.Body.CALL);
  }

  private static EndpointRule known(HttpMethod method, String pattern) {
    return new EndpointRule(method, pattern, Set.of(), EndpointRule.Body.CALL);
  }

  @Bean
  CapabilityEndpoints peopleEndpoints() {
    return CapabilityEndpoints.of(
        EndpointRule.managing(HttpMethod.POST, "/api/v1/users"),
        EndpointRule.managing(HttpMethod.POST, "/api/v1/users/{name}/roles"),
        EndpointRule.managing(HttpMethod.POST, "/api/v1/users/{name}/reset"),
        EndpointRule.managing(HttpMethod.POST, "/api/v1/users/{name}/disable"),
        EndpointRule.managing(HttpMethod.POST, "/api/v1/tokens"),
        EndpointRule.managing(HttpMethod.DELETE, "/api/v1/tokens/{id}"),
        new EndpointRule(
            HttpMethod.POST,
            "/api/v1/users/{name}/password",
            RoleRules.MANAGING,
            Extent.OWN,
            Guard.DECISION,
            EndpointRule.Body.CALL));
  }

  @Bean
  CapabilityEndpoints grantEndpoints() {
    return CapabilityEndpoints.of(
        EndpointRule.managing(HttpMethod.POST, "/api/v1/grants"),
        EndpointRule.managing(HttpMethod.DELETE, "/api/v1/grants/{id}"),
        EndpointRule.managing(HttpMethod.POST, "/api/v1/groups"),
        EndpointRule.managing(HttpMethod.PUT, "/api/v1/groups/{name}"),
        EndpointRule.managing(HttpMethod.POST, "/api/v1/groups/{name}/members"),
        EndpointRule.managing(HttpMethod.DELETE, "/api/v1/groups/{name}/members/{member}"));
  }

  /** What has been proposed says which of them confirms it. */
  @Bean
  CapabilityEndpoints confirmationEndpoints() {
    return CapabilityEndpoints.of(
        EndpointRule.deciding(
            HttpMethod.POST,
            "/api/v1/confirmations/{id}/confirm",
            RoleRules.RELEASING,
            Extent.THROUGHOUT),
        EndpointRule.deciding(
            HttpMethod.POST,
            "/api/v1/confirmations/{id}/withdraw",
            RoleRules.RELEASING,
            Extent.OWN_OR_THROUGHOUT));
  }

  /** Of everything it's for {@link RoleRules#MANAGING}. */
  @Bean
  EndpointRule killSwitchSetting() {
    return EndpointRule.deciding(
        HttpMethod.PUT, "/api/v1/kill-switch", RoleRules.HALTING, Extent.THROUGHOUT);
  }

  @Bean
  EndpointRule killSwitchReading() {
    return EndpointRule.forReadersOfParts("/api/v1/kill-switch");
  }

  @Bean
  EndpointRule haltReading() {
    return EndpointRule.forReadersOfParts("/api/v1/halts");
  }

  @Bean
  RecurringWork leftoverForgetting(
      Leftovers leftovers,
      io.countersign.server.config.Configuration configuration,
      InstantSource clock) {
    var retention = configuration.retention();
    return RecurringWork.every(
        SELDOM,
        "forgetting sessions and keys that are over",
        () -> {
          var now = clock.instant();
          leftovers.forgetSessions(now.minus(retention.sessions()));
          leftovers.forgetUndecided(now.minus(UNDECIDED));
          leftovers.forgetKeys(now.minus(retention.keys()));
        });
  }
}
