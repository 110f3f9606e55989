package io.countersign.cli.report;

/** The forms of a report; their names are what is typed and what the server is asked for. */
enum ReportFileFormat {
  pdf("pdf"),
  csv("csv"),
  json("json"),
  oscal("oscal.json"),
  bundle("zip");

  private final String extension;

  ReportFileFormat(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }
}
