package io.countersign.domain.access;

import java.util.UUID;

/** One confirmation: {@code cnf_} and 20 hex digits. */
public record ConfirmationId(String value) {
  private static final int HEX_DIGITS = 20;

  public ConfirmationId {
    if (!value.matches("cnf_[0-9a-f]{20}")) {
      throw new IllegalArgumentException("not a confirmation id: " + value);
    }
  }

  /** The same request, sent again, proposes the same. */
  public static ConfirmationId of(UUID request) {
    return new ConfirmationId(
        "cnf_" + request.toString().replace("-", "").substring(0, HEX_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
