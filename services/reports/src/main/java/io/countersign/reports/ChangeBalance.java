package io.countersign.reports;

/** A number of changes, and what had become of each by the end of the range. */
public record ChangeBalance(
    long requested,
    long executed,
    long denied,
    long expired,
    long withdrawn,
    long open,
    long notRecorded) {
  /** Whether each is accounted for, once. */
  public boolean holds() {
    return requested == executed + denied + expired + withdrawn + open + notRecorded;
  }

  /** As the identity that an auditor recomputes. */
  public String text() {
    return requested
        + " = "
        + executed
        + " executed + "
        + denied
        + " denied + "
        + expired
        + " expired + "
        + withdrawn
        + " withdrawn + "
        + open
        + " open"
        + (notRecorded == 0 ? "" : " + " + notRecorded + " not recorded");
  }
}
