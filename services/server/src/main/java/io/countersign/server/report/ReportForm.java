package io.countersign.server.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which a report is handed out. */
enum ReportForm {
  PDF("pdf", "application/pdf", "pdf"),
  CSV("csv", "text/csv;charset=UTF-8", "csv"),
  JSON("json", "application/json", "json"),
  OSCAL("oscal", "application/json", "oscal.json"),
  BUNDLE("bundle", "application/zip", "zip");

  private final String label;
  private final String mediaType;
  private final String extension;

  ReportForm(String label, String mediaType, String extension) {
    this.label = label;
    this.mediaType = mediaType;
    this.extension = extension;
  }

  String label() {
    return label;
  }

  String mediaType() {
    return mediaType;
  }

  String extension() {
    return extension;
  }

  static Optional<ReportForm> of(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(ReportForm::label).collect(Collectors.joining(", "));
  }
}
