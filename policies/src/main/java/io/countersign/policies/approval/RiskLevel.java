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

  static RiskLevel worse(String a, String b) {
    var first = valueOf(a.toUpperCase(Locale.ROOT));
    var second = valueOf(b.toUpperCase(Locale.ROOT));
    return first.compareTo(second) >= 0 ? first : second;
  }
}
