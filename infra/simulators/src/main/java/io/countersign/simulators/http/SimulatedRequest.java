package io.countersign.simulators.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a simulator sees it.
 *
 * @param method in capitals
 * @param path decoded, without the query
 * @param query its parameters, decoded; the last one where a name comes twice
 * @param headers by their names in lower case; the first one where a name comes twice
 * @param body its raw bytes
 */
public record SimulatedRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  public SimulatedRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
