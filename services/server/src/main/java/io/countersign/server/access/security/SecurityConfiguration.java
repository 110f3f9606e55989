package io.countersign.server.access.security;

import io.countersign.domain.RefusalCode;
import io.countersign.server.web.body.BodyLimit;
import io.countersign.server.web.body.BodyRoom;
import io.countersign.server.web.endpoint.EndpointRules;
import io.countersign.server.web.problem.AttemptRecorder;
import io.countersign.server.web.problem.ProblemWriter;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The rules of who may call what. Stateless: each request brings its bearer. What depends on more
 * than a role is for the deciders, which record a refusal: here only stands what isn't a decision.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
  /** What anybody may call, whatever bearer comes with it. */
  private static final RequestMatcher OPEN =
      new OrRequestMatcher(
          path(HttpMethod.POST, "/api/v1/login"),
          path(HttpMethod.GET, "/api/v1/identity"),
          path(HttpMethod.POST, "/api/v1/password-reset"),
          path(HttpMethod.POST, "/slack/**"), // signed: see the conversation's entrance
          path(HttpMethod.POST, "/webhooks/*/*"), // a token, and signed where the system signs
          path(HttpMethod.GET, "/actuator/health/**"),
          path(HttpMethod.GET, "/v3/api-docs"));

  private static RequestMatcher path(HttpMethod method, String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
  }

  @Bean
  SecurityFilterChain security(
      HttpSecurity http,
      OpaqueTokenIntrospector introspector,
      EndpointRules endpoints,
      io.countersign.server.config.Configuration configuration,
      BodyRoom room,
      ProblemWriter problems,
      DeniedDeliveryRecorder refusedDeliveries,
      AttemptRecorder refusedAttempts) {
    var demands = new RoleDemands(endpoints);
    var patience = Duration.ofSeconds(configuration.http().bodySeconds());
    AuthenticationEntryPoint nobody =
        (request, response, _) -> {
          refusedDeliveries.record(request, RefusalCode.UNAUTHENTICATED);
          if (endpoints.isDelivery(request)) { // some sources send a password only when asked
            response.addHeader("WWW-Authenticate", "Basic realm=\"countersign\"");
          }
          refusedAttempts.record(request, RefusalCode.UNAUTHENTICATED);
          problems.write(response, new RefusedException(RefusalCode.UNAUTHENTICATED));
        };
    AccessDeniedHandler denied =
        (request, response, _) -> {
          refusedDeliveries.record(request, RefusalCode.FORBIDDEN);
          refusedAttempts.record(request, RefusalCode.FORBIDDEN);
          problems.write(response, demands.refusal(request));
        };
    return stateless(http)
        .addFilterBefore(
            BearerFilter.of(introspector, OPEN, nobody, problems),
            AnonymousAuthenticationFilter.class)
        .addFilterBefore(
            new BodyLimit(endpoints, OPEN, patience, room, problems),
            BearerTokenAuthenticationFilter.class)
        .exceptionHandling(it -> it.authenticationEntryPoint(nobody).accessDeniedHandler(denied))
        .authorizeHttpRequests(it -> authorize(it, demands))
        .build();
  }

  private static HttpSecurity stateless(HttpSecurity http) {
    return http.sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable) // no cookie is ever read
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(
            it ->
                it.contentSecurityPolicy(
                        csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
  }

  private static void authorize(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry r,
      RoleDemands demands) {
    r.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll(); // what failed was let in, or not
    r.requestMatchers(OPEN).permitAll();
    for (var demand : demands.all()) {
      var matched = r.requestMatchers(demand.matcher());
      var _ =
          demand.anyOf().isEmpty()
              ? matched.authenticated()
              : matched.hasAnyAuthority(demand.names());
    }
    r.anyRequest().authenticated();
  }

  /** Addresses that are written in strange ways are refused before anything else. */
  @Bean
  RequestRejectedHandler strangeAddresses(ProblemWriter problems, AttemptRecorder attempts) {
    return (_, response, _) -> {
      attempts.recordMalformed();
      problems.write(
          response, new RefusedException(RefusalCode.BAD_REQUEST, "The address is malformed."));
    };
  }
}
