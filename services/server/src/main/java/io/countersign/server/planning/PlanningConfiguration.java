package io.countersign.server.planning;

import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.ledger.planning.RunbookRecords;
import io.countersign.server.config.Connections;
import io.countersign.server.web.endpoint.EndpointRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The reader of what runbooks have done so far. */
@Configuration(proxyBeanMethods = false)
@Import(RunbookRecords.class)
class PlanningConfiguration {
  @Bean
  EndpointRule runbookReading() {
    return EndpointRule.forReadersOfParts("/api/v1/runbooks");
  }

  @Bean
  RunbookCovers runbookCovers(RunbooksInForce inForce, Connections connections) {
    return new RunbookCovers(
        inForce, connections.executors().stream().map(ActionExecutor::actions).toList());
  }
}
