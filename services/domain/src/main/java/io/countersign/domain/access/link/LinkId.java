package io.countersign.domain.access.link;

import java.util.UUID;

/** One link of an account to a person: {@code lnk_} and 20 hex digits, which say nothing. */
public record LinkId(String value) {
  private static final int HEX_DIGITS = 20;

  public LinkId {
    if (!value.matches("lnk_[0-9a-f]{20}")) {
      throw new IllegalArgumentException("not a link's id: " + value);
    }
  }

  /** The same request, sent again, makes the same. */
  public static LinkId of(UUID request) {
    return new LinkId("lnk_" + request.toString().replace("-", "").substring(0, HEX_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
