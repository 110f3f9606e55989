package io.countersign.server.web.endpoint;

import io.countersign.server.web.endpoint.EndpointRule.Body;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The rules of all capabilities' endpoints. */
@Component
public final class EndpointRules {
  private record Matched(RequestMatcher matcher, EndpointRule rule) {
    static Matched of(EndpointRule rule) {
      var paths = PathPatternRequestMatcher.withDefaults();
      return new Matched(paths.matcher(rule.method(), rule.pattern()), rule);
    }
  }

  private final List<Matched> rules;

  EndpointRules(List<EndpointRule> single, List<CapabilityEndpoints> several) {
    rules =
        Stream.concat(single.stream(), several.stream().flatMap(it -> it.rules().stream()))
            .sorted(Comparator.comparing(EndpointRules::parsed, PathPattern.SPECIFICITY_COMPARATOR))
            .map(Matched::of)
            .toList();
  }

  private static PathPattern parsed(EndpointRule rule) {
    return PathPatternParser.defaultInstance.parse(rule.pattern());
  }

  /** Those of the narrowest patterns first: the first that matches is the one that counts. */
  public List<EndpointRule> all() {
    return rules.stream().map(Matched::rule).toList();
  }

  /** Whether a request may bring a large body. */
  public boolean isLarge(HttpServletRequest request) {
    return isSent(request, Body.DOCUMENT) || isDelivery(request);
  }

  /** Whether a request brings what a source tells. */
  public boolean isDelivery(HttpServletRequest request) {
    return isSent(request, Body.DELIVERY);
  }

  private boolean isSent(HttpServletRequest request, Body body) {
    return rules.stream().anyMatch(it -> it.rule().body() == body && it.matcher().matches(request));
  }
}
