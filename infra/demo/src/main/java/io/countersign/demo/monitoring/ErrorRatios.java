package io.countersign.demo.monitoring;

import io.countersign.demo.net.JsonHttp;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * The share of failing requests of each service, as the estate's monitoring says.
 *
 * @param queries where Prometheus' HTTP API is
 */
public record ErrorRatios(URI queries) {
  private static final double HEALTHY = 0.01;

  /** Whether each service is measured, and nearly none of its requests fail. */
  public boolean healthy(Collection<String> services) {
    return services.stream().allMatch(this::healthy);
  }

  private boolean healthy(String service) {
    var query = "service:error_ratio:5s{service=\"" + service + "\"}";
    var path = "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    try {
      var value = JsonHttp.get(URI.create(queries + path), "").body();
      var ratio = value.at("/data/result/0/value/1").asString("");
      return !ratio.isEmpty() && Double.parseDouble(ratio) < HEALTHY;
    } catch (UncheckedIOException | NumberFormatException _) {
      return false;
    }
  }
}
