package io.countersign.server.web.problem;

import io.countersign.domain.RefusalCode;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body doesn't come to its end, for a reason that another attempt may not have. */
public final class BodyIncompleteException extends IOException {
  private static final String ATTRIBUTE = BodyIncompleteException.class.getName();

  /**
   * @param why a sentence for the caller
   * @param cause null when it was nobody's failure but took too long
   */
  public BodyIncompleteException(String why, @Nullable IOException cause) {
    super(why, cause);
  }

  /** Of a request about which the container says at once that it's malformed. */
  public static BodyIncompleteException of(ServletRequest request, IOException cause) {
    var cut =
        new BodyIncompleteException("The body broke off before its end; send it again.", cause);
    request.setAttribute(ATTRIBUTE, cut);
    return cut;
  }

  /** Why a request failed, if it's this. */
  static Optional<BodyIncompleteException> in(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof BodyIncompleteException it
        ? Optional.of(it)
        : Optional.empty();
  }

  /** Not the caller's mistake: who drops what is refused must send this again. */
  RefusedException refusal() {
    return new RefusedException(RefusalCode.UNAVAILABLE, String.valueOf(getMessage()));
  }
}
