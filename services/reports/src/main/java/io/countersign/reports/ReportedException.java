package io.countersign.reports;

/**
 * An exception: one of a population, or of the record, for which a check didn't hold.
 *
 * @param subject what it's about, such as a remediation's id
 * @param leaf the leaf that shows it
 * @param cause in words
 * @param owner of the entity concerned, as the catalogue names it; {@code not recorded} where it
 *     doesn't
 * @param status {@code open}, or what the record says of its treatment
 */
public record ReportedException(
    ControlCheck check, String subject, long leaf, String cause, String owner, String status) {
  public static final String OPEN = "open";
}
