package io.countersign.server.report.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import io.countersign.reports.Report;
import io.countersign.reports.format.ReportFile;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A report as PDF/A-3a and PDF/UA-1, with its data embedded. The same report gives the same bytes:
 * its dates are those that it declares.
 */
public final class ReportPdf {
  private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
  private static final int NORMAL = 400;
  private static final int BOLD = 700;

  private ReportPdf() {}

  public static void write(Report report, OutputStream out) throws IOException {
    var builder = new PdfRendererBuilder();
    builder.usePdfAConformance(PdfAConformance.PDFA_3_A);
    builder.usePdfUaAccessibility(true);
    builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    builder.withProducer(report.parameters().origin().system());
    font(builder, "DejaVuSansCondensed.ttf", "Text", NORMAL);
    font(builder, "DejaVuSansCondensed-Bold.ttf", "Text", BOLD);
    font(builder, "DejaVuSansMono.ttf", "Mono", NORMAL);
    builder.withHtmlContent(ReportPages.of(report), null);
    try (var renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      try (var document = renderer.getPdfDocument()) {
        PdfFinish.embed(
            document, ReportFile.all(report), report.parameters().origin().generatedAt());
        PdfFinish.date(document, report.parameters().origin().generatedAt());
        document.save(out);
      }
    }
  }

  private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
    builder.useFont(() -> open(file), family, weight, FontStyle.NORMAL, true);
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(ReportPdf.class.getResourceAsStream(FONTS + file), file);
  }
}
