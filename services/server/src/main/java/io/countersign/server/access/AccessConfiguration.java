package io.countersign.server.access;

import static io.countersign.domain.Role.ADMINISTRATOR;
import static io.countersign.domain.Role.APPROVER;
import static io.countersign.domain.Role.CATALOG_EDITOR;
import static io.countersign.domain.Role.COMMANDER;
import static io.countersign.domain.Role.RESPONDER;

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
import io.countersign.server.web.endpoint.EndpointRule;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

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

  @Bean
  RecurringWork carryingOut(ConfirmedChanges changes) {
    return RecurringWork.every(
        EVERY, "carrying out what a second person confirmed", changes::resume);
  }

  /** Who proposes or confirms such changes. */
  @Bean
  EndpointRule confirmationReading() {
    return EndpointRule.reading(
        "/api/v1/confirmations/**", CATALOG_EDITOR, RESPONDER, APPROVER, COMMANDER, ADMINISTRATOR);
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
