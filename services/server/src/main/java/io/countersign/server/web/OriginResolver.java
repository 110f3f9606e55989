package io.countersign.server.web;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.Surface;
import io.countersign.server.web.body.KeyedRequest;
import io.countersign.server.web.endpoint.EndpointRules;
import io.countersign.server.web.problem.RefusedException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** The resolver of controllers' {@link Origin} and {@link Caller} from a request. */
final class OriginResolver implements HandlerMethodArgumentResolver {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
  private static final Pattern GOOD_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final EndpointRules endpoints;
  private final InstantSource clock;

  OriginResolver(EndpointRules endpoints, InstantSource clock) {
    this.endpoints = endpoints;
    this.clock = clock;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Origin.class
        || parameter.getParameterType() == Caller.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders)
      throws IOException {
    var caller = caller();
    return parameter.getParameterType() == Caller.class
        ? caller
        : origin(caller, (ServletWebRequest) request);
  }

  private Origin origin(Caller caller, ServletWebRequest request) throws IOException {
    return new Origin(
        caller, id(caller, request), surface(request), trace(request), clock.instant());
  }

  private static Caller caller() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new RefusedException(RefusalCode.UNAUTHENTICATED);
  }

  private static UUID id(Caller caller, ServletWebRequest request) throws IOException {
    var key = request.getHeader(KeyedRequest.KEY);
    var keyed = request.getNativeRequest(KeyedRequest.class);
    if (key == null || keyed == null) {
      return UUID.randomUUID();
    }
    if (!GOOD_KEY.matcher(key).matches()) {
      throw new RefusedException(
          RefusalCode.BAD_REQUEST,
          KeyedRequest.KEY + " must be 1 to 255 printable characters without spaces.");
    }
    return keyed.id(caller.id().value(), key);
  }

  /** Only for the record: it decides nothing. */
  private Surface surface(ServletWebRequest request) {
    if (endpoints.isDelivery(request.getRequest())) {
      return Surface.WEBHOOK;
    }
    var said = request.getHeader("Countersign-Surface");
    var agent = request.getHeader("User-Agent");
    boolean cli =
        said != null
            ? said.toLowerCase(Locale.ROOT).equals("cli")
            : agent != null && agent.startsWith("countersign-cli");
    return cli ? Surface.CLI : Surface.API;
  }

  /** The caller's; one of our own where it sent none, so that every event has one. */
  private static String trace(ServletWebRequest request) {
    var header = request.getHeader("traceparent");
    var matcher = TRACEPARENT.matcher(header == null ? "" : header);
    return matcher.matches() && !matcher.group(1).matches("0+") ? matcher.group(1) : newTrace();
  }

  private static String newTrace() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
