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
    if (hasBody(request)) {
      request.setAttribute(THEN, then);
    } else {
      then.run();
    }
  }

  /** By its headers as they stand: what is no length at all is on its way to be refused. */
  private static boolean hasBody(HttpServletRequest request) {
    var length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null
        || (length != null && !length.matches("0+"));
  }

  /** Its body has been read to the end. */
  public static void isHere(ServletRequest request) {
    if (request.getAttribute(THEN) instanceof Runnable then) {
      then.run();
      request.removeAttribute(THEN);
    }
  }
}
