package io.countersign.server.web.body;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** A body that may be large: a delivery or a document. */
public final class DeliveryBody {
  /** The most that is read of one. */
  public static final int MOST_BYTES = 8 * 1024 * 1024;

  private DeliveryBody() {}

  /** The body as it came; empty when it's too long. */
  public static Optional<byte[]> body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      return Optional.empty();
    }
    var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    return body.length > MOST_BYTES ? Optional.empty() : Optional.of(body);
  }
}
