package io.countersign.server.web;

import io.countersign.connectors.spi.InputProblem;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the API beside what the controllers say themselves. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  private static final String BEARER = "bearer";

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Countersign")
                .version("1")
                .description("Errors are application/problem+json with a stable code."))
        .components(
            new Components()
                .addSecuritySchemes(
                    BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BEARER)))
        .addSecurityItem(new SecurityRequirement().addList(BEARER))
        .servers(List.of(new Server().url("/"))); // whichever it was asked of
  }

  @Bean
  FilterRegistrationBean<KeptDescription> keptDescription() {
    var registration = new FilterRegistrationBean<>(new KeptDescription());
    registration.addUrlPatterns(KeptDescription.PATH);
    return registration;
  }

  /** Two capabilities may have types of one name. */
  @Bean
  ModelResolver modelResolver(ObjectMapperProvider mappers) {
    return new ModelResolver(mappers.jsonMapper(), new SchemaNames());
  }

  /** Names that stay when another operation is added. */
  @Bean
  OperationCustomizer operationIds() {
    return (operation, handler) -> {
      var controller = handler.getBeanType().getSimpleName().replace("Controller", "");
      var method = handler.getMethod().getName();
      return operation.operationId(
          controller.substring(0, 1).toLowerCase(Locale.ROOT)
              + controller.substring(1)
              + capital(method));
    };
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /**
   * The schemas' names: a type's own behind its capability's, unless {@code @Schema(name = ...)}
   * keeps the one that the contract has.
   */
  private static final class SchemaNames extends TypeNameResolver {
    private static final String SERVER = "io.countersign.server.";

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
      var simple = super.nameForClass(type, options);
      var home = type.getPackageName();
      if (type == InputProblem.class) {
        return "Problem"; // the connectors know nothing of schemas
      }
      if (!home.startsWith(SERVER) || !simple.equals(type.getSimpleName())) {
        return simple;
      }
      var capability = home.substring(SERVER.length()).split("\\.", 2)[0];
      return capability.equals("web") || simple.startsWith(capital(capability))
          ? simple
          : capital(capability) + simple;
    }
  }
}
