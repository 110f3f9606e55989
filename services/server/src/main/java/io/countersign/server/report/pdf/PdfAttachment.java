package io.countersign.server.report.pdf;

/**
 * A file that is embedded in the pages.
 *
 * @param relationship what it is to them, by PDF/A-3's words
 */
public record PdfAttachment(
    String name, String mediaType, String description, String relationship, Content content) {
  /** The same as what the pages tell, to be computed with. */
  public static final String DATA = "Data";

  /** What else belongs to them. */
  public static final String SUPPLEMENT = "Supplement";

  /** Writes it. */
  @FunctionalInterface
  public interface Content {
    void write(java.io.OutputStream out) throws java.io.IOException;
  }
}
