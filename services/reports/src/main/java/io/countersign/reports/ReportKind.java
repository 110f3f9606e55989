package io.countersign.reports;

import java.util.Arrays;
import java.util.Optional;

/** A question that a report answers, or a framework whose controls it goes through. */
public enum ReportKind {
  CHANGE_REGISTER("change-register", "Change register", false),
  APPROVALS("approvals", "Approvals", false),
  ACCESS_REVIEW("access-review", "Access review", false),
  EMERGENCY_CHANGES("emergency-changes", "Emergency changes", false),
  INCIDENT_METRICS("incident-metrics", "Incident metrics", false),
  POLICY_CHANGES("policy-changes", "Policy changes", false),
  UNAUTHORISED_CHANGES("unauthorised-changes", "Unauthorised changes", false),
  SOC2("soc2", "SOC 2 evidence", true),
  ISO27001("iso27001", "ISO/IEC 27001:2022 evidence", true),
  PCI_DSS("pci-dss", "PCI DSS 4.0.1 evidence", true),
  NIST_800_53("nist-800-53", "NIST SP 800-53 Rev. 5 evidence", true),
  DORA("dora", "DORA evidence", true),
  SOX_ITGC("sox-itgc", "SOX ITGC evidence", true);

  private final String label;
  private final String title;
  private final boolean pack;

  ReportKind(String label, String title, boolean pack) {
    this.label = label;
    this.title = title;
    this.pack = pack;
  }

  /** As it's asked for, such as {@code change-register}. */
  public String label() {
    return label;
  }

  public String title() {
    return title;
  }

  /** A framework's controls over the other kinds, instead of one of them. */
  public boolean isPack() {
    return pack;
  }

  /**
   * Whether it tells of a state that began anywhere: it's right only if the record is read from its
   * first leaf on.
   */
  public boolean readsAll() {
    return this == ACCESS_REVIEW || pack;
  }

  public static Optional<ReportKind> of(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
