package io.countersign.server.web.problem;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.RefusalCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /** How HTTP says it. */
  public static int status(RefusalCode code) {
    return switch (code.kind()) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case UNAVAILABLE -> 503;
    };
  }

  private static String type(String code) {
    return "urn:countersign:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
