package io.countersign.simulators.slack;

import java.util.Map;

/**
 * Something that was sent to the app.
 *
 * @param url where to; {@code socket:} and the envelope's type over the app's own connection
 * @param body as it was signed
 * @param status what it was answered; 0 when it wasn't in time: the person sees a warning
 * @param answer the answer's body
 */
public record SlackDelivery(
    String url, Map<String, String> headers, String body, int status, String answer) {
  public SlackDelivery {
    headers = Map.copyOf(headers);
  }

  /** Whether the app acknowledged it in time. */
  public boolean acknowledged() {
    return status / 100 == 2;
  }
}
