package io.countersign.server.web.problem;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.RolledBackException;
import io.countersign.ledger.UnavailableException;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.view.ViewUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.exc.JacksonIOException;

/** The problem for whatever was thrown; what it was in detail stands in the log alone. */
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ProblemWriter problems;
  private final AttemptRecorder attempts;

  ProblemAdvice(ProblemWriter problems, AttemptRecorder attempts) {
    this.problems = problems;
    this.attempts = attempts;
  }

  @ExceptionHandler
  void refused(RefusedException refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (refusal.isUnrecordedAttempt()) {
      attempts.record(request, refusal.code());
    }
    problems.write(response, refusal);
  }

  @ExceptionHandler
  void unreadable(HttpMessageNotReadableException e, HttpServletResponse response)
      throws IOException {
    switch (underneath(e)) {
      case BodyIncompleteException incomplete -> incomplete(incomplete, response);
      case NoRoomException none -> noRoom(none, response);
      case BodyTooLargeException large -> tooLarge(large, response);
      case null, default -> problems.write(response, UnreadableBody.refusal(e.getCause()));
    }
  }

  /** What kept the body from being read: its parser wraps it. */
  private static @Nullable Throwable underneath(HttpMessageNotReadableException e) {
    Throwable cause = e.getCause();
    while (cause instanceof JacksonIOException wrapped) {
      cause = wrapped.getCause();
    }
    return cause;
  }

  @ExceptionHandler
  void tooLarge(BodyTooLargeException e, HttpServletResponse response) throws IOException {
    LOG.debug("refused", e);
    problems.write(
        response, new RefusedException(RefusalCode.TOO_LARGE, "The body is too long for this."));
  }

  /** What is left of the body isn't read: it would cost what there is no room for. */
  @ExceptionHandler
  void noRoom(NoRoomException e, HttpServletResponse response) throws IOException {
    LOG.debug("refused", e);
    response.setHeader("Connection", "close");
    problems.write(
        response,
        new RefusedException(RefusalCode.UNAVAILABLE, "Too many large bodies at once; try again."));
  }

  @ExceptionHandler
  void incomplete(BodyIncompleteException e, HttpServletResponse response) throws IOException {
    LOG.debug("refused", e);
    response.setHeader("Connection", "close");
    problems.write(response, e.refusal());
  }

  @ExceptionHandler({
    UnavailableException.class,
    ViewUnavailableException.class,
    SqlFailureException.class
  })
  void unavailable(RuntimeException e, HttpServletResponse response) throws IOException {
    LOG.warn("unavailable: {}", e.getMessage());
    var code =
        e instanceof RolledBackException ? RefusalCode.LOG_ROLLBACK : RefusalCode.UNAVAILABLE;
    problems.write(response, new RefusedException(code));
  }

  @ExceptionHandler
  void failed(CompletionException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (e.getCause()) {
      case RefusedException refusal -> refused(refusal, request, response);
      case UnavailableException unavailable -> unavailable(unavailable, response);
      case SqlFailureException failure -> unavailable(failure, response);
      case null, default -> unexpected(e, response);
    }
  }

  @ExceptionHandler
  void other(Exception e, HttpServletResponse response) throws IOException {
    switch (e) {
      case AccessDeniedException _ ->
          problems.write(response, new RefusedException(RefusalCode.FORBIDDEN));
      case ErrorResponse known -> known(known, response);
      case TypeMismatchException _, InvalidParameterException _, BadRequestException _ ->
          problems.write(response, ProblemBody.ofStatus(400));
      default -> unexpected(e, response);
    }
  }

  private void known(ErrorResponse known, HttpServletResponse response) throws IOException {
    int status = known.getStatusCode().value();
    known.getHeaders().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    problems.write(response, ProblemBody.ofStatus(status));
  }

  /** Where the caller has hung up there is nobody to answer. */
  private void unexpected(Exception e, HttpServletResponse response) throws IOException {
    if (HungUp.isBehind(e)) {
      LOG.debug("the caller hung up", e);
      return;
    }
    var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.error("unexpected failure {}", id, e);
    problems.write(
        response,
        ProblemBody.of(500, "INTERNAL", "Something failed here; it's logged under this id.", id));
  }
}
