package io.countersign.simulators.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of a simulator. */
public record SimulatedAnswer(
    int status, String contentType, byte[] body, Map<String, String> headers) {
  public SimulatedAnswer {
    headers = Map.copyOf(headers);
  }

  public static SimulatedAnswer json(int status, String body) {
    return of(status, "application/json;charset=utf-8", body);
  }

  public static SimulatedAnswer page(String body) {
    return of(200, "text/html;charset=utf-8", body);
  }

  /** Nothing but a status, such as 204. */
  public static SimulatedAnswer empty(int status) {
    return new SimulatedAnswer(status, "", new byte[0], Map.of());
  }

  /** To be sent elsewhere, after a form was sent. */
  public static SimulatedAnswer seeOther(String location) {
    return new SimulatedAnswer(303, "", new byte[0], Map.of("Location", location));
  }

  private static SimulatedAnswer of(int status, String contentType, String body) {
    return new SimulatedAnswer(
        status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
