package io.countersign.cli.api;

import java.util.List;

/** A refusal or a failure that the server answered with (RFC 9457). */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient List<String> errors;

  /**
   * @param status HTTP status
   * @param code the stable refusal code; empty when the answer had none
   * @param detail one sentence for a person
   * @param errors everything that was wrong with a body
   */
  public ProblemException(int status, String code, String detail, List<String> errors) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public List<String> errors() {
    return errors == null ? List.of() : errors;
  }
}
