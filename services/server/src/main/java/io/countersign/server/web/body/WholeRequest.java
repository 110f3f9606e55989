package io.countersign.server.web.body;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The moment at which a request is here as a whole: from then on its caller waits for the server.
 */
public final class WholeRequest {
  private static final String THEN = WholeRequest.class.getName();

  private WholeRequest() {}

  /**
   * @param then at once where it has no body
   */
  public static void await(HttpServletRequest request, Runnable then) {
    boolean bodiless =
        request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    if (bodiless) {
      then.run();
    } else {
      request.setAttribute(THEN, then);
    }
  }

  /** Its body has been read to the end. */
  public static void isHere(ServletRequest request) {
    if (request.getAttribute(THEN) instanceof Runnable then) {
      then.run();
      request.removeAttribute(THEN);
    }
  }
}
