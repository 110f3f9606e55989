package io.countersign.server.web.problem;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.RefusalCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The body of every refusal and failure (RFC 9457).
 *
 * @param type a URN that ends in the code
 * @param title what the code means, one sentence
 * @param code stable; callers go by it
 * @param errors everything that is wrong with the body; absent when there is nothing to list
 * @param id under which an unexpected failure stands in the log; absent else
 */
public record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable List<InputProblem> errors,
    @Nullable String id) {
  public static final String MEDIA_TYPE = "application/problem+json";

  static ProblemBody of(RefusedException refusal) {
    var code = refusal.code();
    var errors = refusal.errors();
    return new ProblemBody(
        type(code.name()),
        code.meaning(),
        status(code),
        refusal.detail(),
        code.name(),
        errors.isEmpty() ? null : errors,
        null);
  }

  /** A problem that no decider has a word for. */
  static ProblemBody of(int status, String code, String detail, @Nullable String id) {
    return new ProblemBody(type(code), detail, status, detail, code, null, id);
  }

  /** What a status of HTTP's own means here. */
  static ProblemBody ofStatus(int status) {
    return of(status, code(status), detail(status), null);
  }

  private static String code(int status) {
    var known = HttpStatus.resolve(status);
    return switch (status) {
      case 400 -> RefusalCode.BAD_REQUEST.name();
      case 413 -> RefusalCode.TOO_LARGE.name();
      default -> known == null ? "HTTP_" + status : known.name();
    };
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "The request, or a parameter of it, is malformed.";
      case 404 -> "There is nothing here.";
      case 405 -> "This method isn't offered here.";
      case 406 -> "The answer can't be given in the asked form.";
      case 415 -> "The body's media type isn't taken here.";
      default -> String.format(Locale.ROOT, "The request was refused with status %d.", status);
    };
  }

  /** How HTTP says it. */
  public static int status(RefusalCode code) {
    return switch (code.kind()) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case LIMITED -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  private static String type(String code) {
    return "urn:countersign:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
