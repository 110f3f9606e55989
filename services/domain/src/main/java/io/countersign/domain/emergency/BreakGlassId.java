package io.countersign.domain.emergency;

import java.util.UUID;

/** One opening of break-glass: {@code bgl_} and 20 hex digits. */
public record BreakGlassId(String value) {
  private static final int HEX_DIGITS = 20;

  public BreakGlassId {
    if (!value.matches("bgl_[0-9a-f]{20}")) {
      throw new IllegalArgumentException("not a break-glass id: " + value);
    }
  }

  /** The same request, sent again, is the same opening. */
  public static BreakGlassId of(UUID request) {
    return new BreakGlassId("bgl_" + request.toString().replace("-", "").substring(0, HEX_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
