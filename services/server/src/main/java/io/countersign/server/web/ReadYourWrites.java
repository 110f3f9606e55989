package io.countersign.server.web;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.Ledger;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The wait of a read: one with {@code ?after=POSITION} sees at least what was written up to there.
 */
final class ReadYourWrites implements HandlerInterceptor {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Ledger ledger;

  ReadYourWrites(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var after = request.getParameter("after");
    if (after == null || !request.getMethod().equals("GET")) {
      return true;
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw RefusedException.badRequest("after", "must be a position, as a write answered it");
    }
    if (!ledger.awaitViews(Long.parseLong(after), PATIENCE)) {
      throw new RefusedException(
          RefusalCode.UNAVAILABLE, "The views haven't come as far as asked yet.");
    }
    return true;
  }
}
