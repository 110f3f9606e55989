package io.countersign.policies.approval;

import java.util.Locale;

/** The level of risk that a person reads; later ones are worse. */
enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RiskLevel of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  static RiskLevel worse(String a, String b) {
    var first = of(a);
    var second = of(b);
    return first.compareTo(second) >= 0 ? first : second;
  }
}
