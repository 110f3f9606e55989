package io.countersign.server.catalog;

import static io.countersign.domain.Role.ADMINISTRATOR;
import static io.countersign.domain.Role.CATALOG_EDITOR;

import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.web.endpoint.EndpointRule;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The catalogue, and its endpoints, which editors may read and replace. */
@Configuration(proxyBeanMethods = false)
@Import(Catalog.class)
class CatalogConfiguration {
  private static final String PATH = "/api/v1/catalog";

  @Bean
  EndpointRule catalogReplacing() {
    return new EndpointRule(
        HttpMethod.PUT, PATH, Set.of(CATALOG_EDITOR, ADMINISTRATOR), EndpointRule.Body.DOCUMENT);
  }

  @Bean
  EndpointRule inventoryReading() {
    return EndpointRule.reading(PATH + "/sources/*", CATALOG_EDITOR, ADMINISTRATOR);
  }

  @Bean
  EndpointRule catalogReading() {
    var roles = EnumSet.copyOf(EndpointRule.READERS);
    roles.add(CATALOG_EDITOR);
    return new EndpointRule(HttpMethod.GET, PATH, roles, EndpointRule.Body.CALL);
  }
}
