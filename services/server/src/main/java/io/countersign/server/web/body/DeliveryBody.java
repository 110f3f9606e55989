package io.countersign.server.web.body;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** A large body from a machine: alerts, changes, the catalogue. */
public final class DeliveryBody {
  /** The most that is read of one. */
  public static final int MOST_BYTES = 8 * 1024 * 1024;

  private DeliveryBody() {}

  /** Whether a request brings one. */
  public static boolean is(HttpServletRequest request) {
    var path = request.getRequestURI();
    return switch (request.getMethod()) {
      case "POST" -> isIntake(request);
      case "PUT" -> path.equals("/api/v1/catalog");
      default -> false;
    };
  }

  /** Whether a request brings alerts or changes. */
  public static boolean isIntake(HttpServletRequest request) {
    var path = request.getRequestURI();
    return request.getMethod().equals("POST")
        && (path.startsWith("/api/v1/webhooks/")
            || path.equals("/api/v1/alerts")
            || path.equals("/api/v1/changes"));
  }

  /** The body as it came; empty when it's too long. */
  public static Optional<byte[]> body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      return Optional.empty();
    }
    var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    return body.length > MOST_BYTES ? Optional.empty() : Optional.of(body);
  }
}
