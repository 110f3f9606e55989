package io.countersign.domain.access.identity;

import java.util.UUID;

/** One person's address in another system: {@code idn_} and 20 hex digits, which say nothing. */
public record IdentityId(String value) {
  private static final int HEX_DIGITS = 20;

  public IdentityId {
    if (!value.matches("idn_[0-9a-f]{20}")) {
      throw new IllegalArgumentException("not an identity's id: " + value);
    }
  }

  /** The same request, sent again, adds the same. */
  public static IdentityId of(UUID request) {
    return new IdentityId("idn_" + request.toString().replace("-", "").substring(0, HEX_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
