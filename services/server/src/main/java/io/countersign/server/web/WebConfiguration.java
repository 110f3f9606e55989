package io.countersign.server.web;

import com.fasterxml.jackson.annotation.Nulls;
import io.countersign.ledger.Ledger;
import io.countersign.server.web.body.BodyRoom;
import io.countersign.server.web.body.KeyedRequest;
import io.countersign.server.web.body.QueryParameters;
import io.countersign.server.web.body.RecordableText;
import io.countersign.server.web.endpoint.EndpointRules;
import java.time.InstantSource;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** The parts that all controllers share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Origin.class, Caller.class);
  }

  @Bean
  WebMvcConfigurer conventions(
      Ledger ledger, EndpointRules endpoints, List<SightGuard> guards, InstantSource clock) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new OriginResolver(endpoints, clock));
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new NamedMediaType());
        registry.addInterceptor(new RecordableParameters());
        registry.addInterceptor(new ReadYourWrites(ledger)).addPathPatterns("/api/v1/**");
        guards.forEach(it -> registry.addInterceptor(it).addPathPatterns(it.pattern()));
      }

      @Override
      public Validator getValidator() {
        return new Unneeded();
      }
    };
  }

  @Bean
  JacksonModule recordableText() {
    return RecordableText.module();
  }

  /**
   * Each value of a body is of the kind that belongs there: nothing is made of another one, and
   * nothing isn't one of several.
   */
  @Bean
  JsonMapperBuilderCustomizer nothingForSomethingElse() {
    return builder ->
        builder
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .changeDefaultNullHandling(it -> it.withContentNulls(Nulls.FAIL))
            .withCoercionConfig(
                LogicalType.Textual,
                text ->
                    List.of(
                            CoercionInputShape.Integer,
                            CoercionInputShape.Float,
                            CoercionInputShape.Boolean)
                        .forEach(it -> text.setCoercion(it, CoercionAction.Fail)));
  }

  /** Before whatever asks for a parameter. */
  @Bean
  FilterRegistrationBean<QueryParameters> queryParameters(EndpointRules endpoints) {
    var registration = new FilterRegistrationBean<>(new QueryParameters(endpoints));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }

  @Bean
  BodyRoom bodyRoom() {
    return BodyRoom.ofHeap();
  }

  @Bean
  KeyedRequest.Filter keyedRequests() {
    return new KeyedRequest.Filter();
  }

  /** Bodies are checked where they're understood; a provider would only be searched for. */
  private static final class Unneeded implements Validator {
    @Override
    public boolean supports(Class<?> type) {
      return false;
    }

    @Override
    public void validate(Object target, Errors errors) {
      // nothing is supported
    }
  }
}
