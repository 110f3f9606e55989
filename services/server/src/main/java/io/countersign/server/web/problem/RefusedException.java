package io.countersign.server.web.problem;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import java.util.List;
import java.util.function.UnaryOperator;

/** A request is answered with a problem: thrown only to leave the way it came in by. */
public final class RefusedException extends RuntimeException {
  private final RefusalCode code;
  private final transient List<InputProblem> errors;
  private final boolean recorded;
  private final boolean attempt;

  public RefusedException(RefusalCode code, String detail, List<InputProblem> errors) {
    this(code, detail, errors, false, false);
  }

  private RefusedException(
      RefusalCode code,
      String detail,
      List<InputProblem> errors,
      boolean recorded,
      boolean attempt) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.recorded = recorded;
    this.attempt = attempt;
  }

  public RefusedException(RefusalCode code, String detail) {
    this(code, detail, List.of());
  }

  public RefusedException(RefusalCode code) {
    this(code, code.meaning());
  }

  /**
   * What a decider refused.
   *
   * @param recorded whether it stands on the record already
   */
  public static RefusedException of(Answer.Refused refused, boolean recorded) {
    return new RefusedException(refused.code(), refused.why(), List.of(), recorded, false);
  }

  /** The same in other words, such as with names in place of ids. */
  public RefusedException saying(UnaryOperator<String> words) {
    return new RefusedException(code, words.apply(detail()), errors, recorded, attempt);
  }

  public static RefusedException badRequest(String at, String detail) {
    return new RefusedException(
        RefusalCode.BAD_REQUEST,
        RefusalCode.BAD_REQUEST.meaning(),
        List.of(new InputProblem(at, detail)));
  }

  /**
   * @param known those that there are, in words
   */
  public static RefusedException unknownIntegration(String name, String known) {
    return new RefusedException(
        RefusalCode.UNKNOWN_INTEGRATION,
        "No integration is configured as " + InputProblem.shown(name) + ". " + known);
  }

  /** The same, to be put on record as an attempt whatever its reason, unless it stands there. */
  public RefusedException asAttempt() {
    return new RefusedException(code, detail(), errors, recorded, true);
  }

  /** Whether somebody was kept from something, or asked for what isn't there, unrecorded. */
  boolean isUnrecordedAttempt() {
    if (attempt) {
      return !recorded;
    }
    return switch (code.kind()) {
      case FORBIDDEN, NOT_FOUND -> !recorded;
      case INVALID, UNAUTHENTICATED, CONFLICT, TOO_LARGE, LIMITED, UNAVAILABLE -> false;
    };
  }

  public RefusalCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<InputProblem> errors() {
    return errors;
  }
}
