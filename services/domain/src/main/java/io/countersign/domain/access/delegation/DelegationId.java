package io.countersign.domain.access.delegation;

import java.util.UUID;

/** One delegation: {@code dlg_} and 20 hex digits. */
public record DelegationId(String value) {
  private static final int HEX_DIGITS = 20;

  public DelegationId {
    if (!value.matches("dlg_[0-9a-f]{20}")) {
      throw new IllegalArgumentException("not a delegation's id: " + value);
    }
  }

  /** The same request, sent again, is the same delegation. */
  public static DelegationId of(UUID request) {
    return new DelegationId("dlg_" + request.toString().replace("-", "").substring(0, HEX_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
