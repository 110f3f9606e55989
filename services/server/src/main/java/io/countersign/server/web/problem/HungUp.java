package io.countersign.server.web.problem;

import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The end of a caller who doesn't wait for the answer, whatever wraps it. */
final class HungUp {
  private HungUp() {}

  static boolean isBehind(Throwable failure) {
    for (@Nullable Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof ClientAbortException || it instanceof AsyncRequestNotUsableException) {
        return true;
      }
    }
    return false;
  }
}
