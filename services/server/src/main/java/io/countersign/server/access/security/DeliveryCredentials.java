package io.countersign.server.access.security;

import io.countersign.server.web.endpoint.EndpointRules;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The finder of the token of a source that can't send a bearer: as the password of basic
 * authentication, or at the end of the address, {@code /api/v1/webhooks/alertmanager/t/TOKEN}. It's
 * the first filter, and whoever comes after it sees a bearer and an address without the token: so
 * no log, measurement, trace or exception can have it. Only deliveries are looked at.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DeliveryCredentials extends OncePerRequestFilter {
  private static final String AUTHORIZATION = "Authorization";
  private static final String BASIC = "Basic ";
  private static final Pattern ADDRESS = Pattern.compile("(/.+)/t/([^/]*)/?");

  private final EndpointRules endpoints;

  DeliveryCredentials(EndpointRules endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(withBearer(request), response);
  }

  private HttpServletRequest withBearer(HttpServletRequest request) {
    var address = ADDRESS.matcher(request.getRequestURI());
    if (address.matches()) {
      var clean = new Shown(request, address.group(1), address.group(2), headers(request));
      return endpoints.isDelivery(clean) ? clean : request;
    }
    var password = password(request);
    return password.isPresent() && endpoints.isDelivery(request)
        ? new Shown(request, request.getRequestURI(), password.get(), List.of())
        : request;
  }

  private static List<String> headers(HttpServletRequest request) {
    return Collections.list(request.getHeaders(AUTHORIZATION));
  }

  private static Optional<String> password(HttpServletRequest request) {
    var headers = headers(request);
    return headers.size() == 1
            && headers.getFirst().regionMatches(true, 0, BASIC, 0, BASIC.length())
        ? decoded(headers.getFirst().substring(BASIC.length()).strip())
        : Optional.empty();
  }

  /** The name before the colon may be any. */
  private static Optional<String> decoded(String text) {
    try {
      var pair = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The same request, as if it had come with a bearer and to the address without the token. */
  private static final class Shown extends HttpServletRequestWrapper {
    private final String path;
    private final List<String> authorization;

    /**
     * @param others credentials beside it: with two of them nobody is known
     */
    Shown(HttpServletRequest request, String path, String token, List<String> others) {
      super(request);
      this.path = path;
      // A session's bearer is a person's; none belongs into an address or a source's settings.
      boolean ours = BearerToken.parse(token).filter(it -> !it.isSession()).isPresent();
      var shown = new ArrayList<>(others);
      if (ours || !others.isEmpty()) {
        shown.add("Bearer " + token);
      }
      authorization = List.copyOf(shown);
    }

    @Override
    public String getRequestURI() {
      return path;
    }

    @Override
    public StringBuffer getRequestURL() {
      var url = super.getRequestURL();
      var before = url.substring(0, url.length() - super.getRequestURI().length());
      return new StringBuffer(before).append(path);
    }

    @Override
    public String getServletPath() {
      return path;
    }

    @Override
    public @Nullable String getPathInfo() {
      return null;
    }

    @Override
    public @Nullable String getPathTranslated() {
      return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(AUTHORIZATION)
          ? authorization.stream().findFirst().orElse(null)
          : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase(AUTHORIZATION)
          ? Collections.enumeration(authorization)
          : super.getHeaders(name);
    }
  }
}
