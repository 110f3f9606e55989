package io.countersign.reports.change;

/** The state of a change at the end of the range. */
public enum ChangeStatus {
  /** Its execution began, whatever came of it. */
  EXECUTED("executed"),
  DENIED("denied"),
  EXPIRED("expired"),
  WITHDRAWN("withdrawn"),
  OPEN("open"),
  /** It was requested before what was read, and what was read doesn't tell. */
  NOT_RECORDED("not recorded");

  private final String label;

  ChangeStatus(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
