package io.countersign.server.audit;

import static io.countersign.domain.Role.ADMINISTRATOR;
import static io.countersign.domain.Role.COMMANDER;
import static io.countersign.domain.Role.RESPONDER;

import io.countersign.domain.Role;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.audit.silence.SilenceTrail;
import io.countersign.server.web.endpoint.EndpointRule;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The reader of the whole record, and who may order maintenance. */
@Configuration(proxyBeanMethods = false)
@Import({AuditTrail.class, SilenceTrail.class})
class AuditConfiguration {
  @Bean
  EndpointRule rebuilding() {
    return administrators("/api/v1/views/rebuild");
  }

  @Bean
  EndpointRule treatingDeadLetters() {
    return administrators("/api/v1/dead-letters/**");
  }

  @Bean
  EndpointRule auditReading() {
    return EndpointRule.forReaders("/api/v1/audit/events");
  }

  /** Of a service, to whoever may see it. */
  @Bean
  EndpointRule whySilentReading() {
    return EndpointRule.forReadersOfParts("/api/v1/audit/why-silent");
  }

  @Bean
  EndpointRule doctorReading() {
    return EndpointRule.forReaders("/api/v1/doctor");
  }

  /** For whoever sees to it that nothing is stuck. */
  @Bean
  EndpointRule viewReading() {
    return EndpointRule.reading("/api/v1/views", RESPONDER, COMMANDER, ADMINISTRATOR);
  }

  @Bean
  EndpointRule deadLetterReading() {
    return EndpointRule.reading("/api/v1/dead-letters", RESPONDER, COMMANDER, ADMINISTRATOR);
  }

  private static EndpointRule administrators(String path) {
    return new EndpointRule(
        HttpMethod.POST, path, Set.of(Role.ADMINISTRATOR), EndpointRule.Body.CALL);
  }
}
