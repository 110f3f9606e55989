package io.countersign.server.web;

import io.countersign.connectors.spi.Problem;
import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import java.util.List;

/** A request is answered with a problem: thrown only to leave the way it came in by. */
public final class Refusal extends RuntimeException {
  private final RefusalCode code;
  private final transient List<Problem> errors;
  private final boolean recorded;

  public Refusal(RefusalCode code, String detail, List<Problem> errors) {
    this(code, detail, errors, false);
  }

  private Refusal(RefusalCode code, String detail, List<Problem> errors, boolean recorded) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.recorded = recorded;
  }

  public Refusal(RefusalCode code, String detail) {
    this(code, detail, List.of());
  }

  public Refusal(RefusalCode code) {
    this(code, code.meaning());
  }

  /**
   * What a decider refused.
   *
   * @param recorded whether it stands on the record already
   */
  static Refusal of(Answer.Refused refused, boolean recorded) {
    return new Refusal(refused.code(), refused.why(), List.of(), recorded);
  }

  public static Refusal badRequest(String at, String detail) {
    return new Refusal(
        RefusalCode.BAD_REQUEST,
        RefusalCode.BAD_REQUEST.meaning(),
        List.of(new Problem(at, detail)));
  }

  /** Whether somebody was kept from something, or asked for what isn't there, unrecorded. */
  boolean isUnrecordedAttempt() {
    return switch (code.kind()) {
      case FORBIDDEN, NOT_FOUND -> !recorded;
      case INVALID, UNAUTHENTICATED, CONFLICT, TOO_LARGE, UNAVAILABLE -> false;
    };
  }

  public RefusalCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<Problem> errors() {
    return errors;
  }
}
