package io.countersign.server.web.body;

import io.countersign.server.web.endpoint.EndpointRules;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The parameters of a request whose body is a delivery or a document: those in its address alone.
 * Many senders call any body a form, as {@code curl -d} does; a container would take it for
 * parameters, and it would be gone.
 */
public final class QueryParameters extends OncePerRequestFilter {
  private final EndpointRules endpoints;

  public QueryParameters(EndpointRules endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(endpoints.isLarge(request) ? new OfAddress(request) : request, response);
  }

  private static final class OfAddress extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters = new LinkedHashMap<>();

    OfAddress(HttpServletRequest request) {
      super(request);
      var query = request.getQueryString();
      Stream.of(query == null ? new String[0] : query.split("&")).forEach(this::add);
    }

    private void add(String pair) {
      int equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      if (name != null && value != null && !name.isEmpty()) {
        parameters.merge(
            name,
            new String[] {value},
            (old, more) -> Stream.of(old, more).flatMap(Stream::of).toArray(String[]::new));
      }
    }

    /** What isn't written properly is passed over, as the container does. */
    private static @Nullable String decoded(String text) {
      try {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        return null;
      }
    }

    @Override
    public @Nullable String getParameter(String name) {
      var values = parameters.get(name);
      return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return parameters.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.copyOf(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(List.copyOf(parameters.keySet()));
    }
  }
}
