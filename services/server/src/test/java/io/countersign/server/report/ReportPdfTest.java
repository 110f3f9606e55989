package io.countersign.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.reports.LeafRange;
import io.countersign.reports.RangeEvidence;
import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportPeriod;
import io.countersign.reports.ReportScope;
import io.countersign.reports.format.ReportFile;
import io.countersign.reports.function.ReportFunction;
import io.countersign.reports.testing.ReportTrial;
import io.countersign.reports.testing.SyntheticLedger;
import io.countersign.server.report.pdf.ReportPdf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** The pages of reports, held to what both profiles demand. */
class ReportPdfTest {
  private static final int CHANGES = 40;
  private static List<io.countersign.reports.ReportLeaf> leaves;

  @BeforeAll
  static void begin() {
    VeraGreenfieldFoundryProvider.initialise();
    leaves = SyntheticLedger.all(7, CHANGES);
  }

  private static Report report(ReportKind kind) {
    var period =
        ReportPeriod.utc(
            Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));
    var parameters =
        ReportParameters.of(
                kind,
                period,
                ReportScope.ALL,
                LeafRange.of(0, leaves.size()),
                "s",
                ReportTrial.ORIGIN)
            .with(new RangeEvidence("", "log <&> \u65e5\u672c \ud83d\ude00\n3\nAAAA\n", ""));
    return ReportFunction.of(parameters, leaves.iterator());
  }

  private static byte[] pdf(Report report) throws IOException {
    var out = new ByteArrayOutputStream();
    ReportPdf.write(report, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(
      value = ReportKind.class,
      names = {"CHANGE_REGISTER", "INCIDENT_METRICS", "EMERGENCY_CHANGES", "SOC2"})
  void noCheckOfEitherProfileFails(ReportKind kind) throws Exception {
    var pdf = pdf(report(kind));
    for (var flavour : List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)) {
      try (var parser =
              Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
          var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        var result = validator.validate(parser);
        assertThat(result.getFailedChecks()).as(flavour.getId()).isEmpty();
        assertThat(result.isCompliant()).isTrue();
      }
    }
  }

  @Test
  void theSameReportHasTheSameBytes() throws Exception {
    assertThat(pdf(report(ReportKind.APPROVALS))).isEqualTo(pdf(report(ReportKind.APPROVALS)));
  }

  @Test
  void eachFileOfTheReportIsEmbedded() throws Exception {
    var report = report(ReportKind.CHANGE_REGISTER);
    try (var document = Loader.loadPDF(pdf(report))) {
      var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
      var embedded = names.getEmbeddedFiles().getNames();
      for (var file : ReportFile.all(report)) {
        var bytes = new ByteArrayOutputStream();
        file.content().write(bytes);
        assertThat(embedded.get(file.name()).getEmbeddedFile().toByteArray())
            .isEqualTo(bytes.toByteArray());
      }
    }
  }

  @Test
  void aPersonReadsTheSummaryFirst() throws Exception {
    var report = report(ReportKind.CHANGE_REGISTER);
    try (var document = Loader.loadPDF(pdf(report))) {
      var stripper = new PDFTextStripper();
      stripper.setEndPage(1);
      assertThat(stripper.getText(document))
          .contains("Change register", "in UTC", "aggregates", "Supports an audit");
      stripper.setEndPage(document.getNumberOfPages());
      assertThat(stripper.getText(document))
          .contains("Control matrix", "Exceptions", "Sample: Changes", "Completeness", "Sign-off");
    }
  }
}
