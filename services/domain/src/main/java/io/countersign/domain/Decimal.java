package io.countersign.domain;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Measured numbers as events carry them: decimal text, six significant digits, never floating
 * point.
 */
public final class Decimal {
  private static final MathContext SIX = new MathContext(6);

  private Decimal() {}

  /** {@code NaN} and infinities, which Prometheus knows and JSON does not, stay words. */
  public static String text(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(SIX).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  public static double number(String text) {
    return Double.parseDouble(text);
  }
}
