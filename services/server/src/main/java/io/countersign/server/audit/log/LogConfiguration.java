package io.countersign.server.audit.log;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Body;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * The rights to read the log: entries are events as a whole, so that they are for whoever may read
 * these.
 */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {
  /** A checkpoint tells nothing of what happened: whoever is known may keep one. */
  @Bean
  CapabilityEndpoints logReading() {
    return CapabilityEndpoints.of(
        new EndpointRule(HttpMethod.GET, "/api/v1/audit/checkpoint", Set.of(), Body.CALL),
        EndpointRule.forReaders("/api/v1/audit/log"),
        EndpointRule.forReaders("/api/v1/audit/tile/**"),
        EndpointRule.forReaders("/api/v1/audit/entries/{position}"),
        EndpointRule.forReaders("/api/v1/audit/proof"),
        EndpointRule.forReaders("/api/v1/audit/consistency"),
        EndpointRule.forReaders("/api/v1/audit/export"));
  }

  @Bean
  ProvableRecord provableRecord(Ledger ledger) {
    return ledger.provable();
  }
}
