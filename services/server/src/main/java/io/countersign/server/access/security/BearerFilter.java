package io.countersign.server.access.security;

import io.countersign.domain.RefusalCode;
import io.countersign.server.web.problem.ProblemWriter;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Spring Security's bearer filter, set up for our bearers and answers. */
final class BearerFilter {
  private static final String SCHEME = "Bearer ";

  private BearerFilter() {}

  /**
   * @param open what anybody may call: no bearer is looked at there
   */
  static BearerTokenAuthenticationFilter of(
      OpaqueTokenIntrospector introspector,
      RequestMatcher open,
      AuthenticationEntryPoint nobody,
      ProblemWriter problems) {
    var provider = new OpaqueTokenAuthenticationProvider(introspector);
    provider.setAuthenticationConverter((_, principal) -> new BearerAuthentication(principal));
    var bearers = new BearerTokenAuthenticationConverter();
    bearers.setBearerTokenResolver(resolver(open));
    var filter = new BearerTokenAuthenticationFilter(new ProviderManager(provider), bearers);
    filter.setAuthenticationEntryPoint(nobody);
    filter.setAuthenticationFailureHandler(failures(nobody, problems));
    return filter;
  }

  private static BearerTokenResolver resolver(RequestMatcher open) {
    return request ->
        open.matches(request) ? null : bearer(request).map(BearerToken::reveal).orElse(null);
  }

  /** One header, and of our form; else the caller is nobody. */
  private static Optional<BearerToken> bearer(HttpServletRequest request) {
    var headers = Collections.list(request.getHeaders("Authorization"));
    return headers.size() == 1
            && headers.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? BearerToken.parse(headers.getFirst().substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  private static AuthenticationFailureHandler failures(
      AuthenticationEntryPoint nobody, ProblemWriter problems) {
    return (request, response, failure) -> {
      if (failure instanceof AuthenticationServiceException) {
        problems.write(response, new RefusedException(RefusalCode.UNAVAILABLE));
      } else {
        nobody.commence(request, response, failure);
      }
    };
  }
}
