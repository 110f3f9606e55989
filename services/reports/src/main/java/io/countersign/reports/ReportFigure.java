package io.countersign.reports;

/**
 * A figure of the summary.
 *
 * @param name such as {@code mttr}
 * @param title for people
 * @param value an integer as text; {@code not recorded} where it can't be told
 * @param unit such as {@code seconds}; empty for a number of things
 */
public record ReportFigure(String name, String title, String value, String unit) {}
