package io.countersign.simulators.http;

import java.time.Duration;
import java.util.Map;

/** A fault that a simulator commits on demand, for one request. */
public sealed interface Fault {
  /**
   * The request isn't carried out, and this is answered.
   *
   * @param headers such as {@code Retry-After}
   */
  record Answer(int status, String contentType, String body, Map<String, String> headers)
      implements Fault {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /** The request is carried out, and its answer comes late. */
  record Late(Duration by) implements Fault {}

  /** The request is carried out, and the connection ends without an answer. */
  record LostAnswer() implements Fault {}

  /** The connection ends before the request is carried out. */
  record Unreachable() implements Fault {}

  static Fault tooManyRequests(int retryAfterSeconds) {
    return new Answer(429, "application/json", "{}", Map.of("Retry-After", "" + retryAfterSeconds));
  }

  /** A page in place of an answer, such as of a proxy or of an instance that sleeps. */
  static Fault page(int status) {
    return new Answer(
        status, "text/html", "<html><body>Want to find out why?</body></html>", Map.of());
  }
}
