package io.countersign.domain.policy.bundle;

import java.util.UUID;

/** One proposal of a bundle: {@code pol_} and 20 hex digits. The same content may come again. */
public record PolicyBundleId(String value) {
  private static final int HEX_DIGITS = 20;

  /**
   * @throws IllegalArgumentException for text that is none
   */
  public PolicyBundleId {
    if (!value.matches("pol_[0-9a-f]{20}")) {
      throw new IllegalArgumentException("not a policy bundle id: " + value);
    }
  }

  /** The same request, sent again, proposes the same. */
  public static PolicyBundleId of(UUID request) {
    return new PolicyBundleId(
        "pol_" + request.toString().replace("-", "").substring(0, HEX_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
