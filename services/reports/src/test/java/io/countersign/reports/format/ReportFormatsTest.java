package io.countersign.reports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.reports.LeafRange;
import io.countersign.reports.RangeEvidence;
import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportLeaf;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportPeriod;
import io.countersign.reports.ReportScope;
import io.countersign.reports.function.ReportFunction;
import io.countersign.reports.json.JsonReader;
import io.countersign.reports.json.JsonRefusal;
import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.ReportTrial;
import io.countersign.reports.testing.SyntheticLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.everit.json.schema.Schema;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.json.JSONTokener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportFormatsTest {
  private static final Schema OSCAL = oscal();

  /** OSCAL's own schema of assessment results. */
  private static Schema oscal() {
    try (var in =
        Objects.requireNonNull(
            ReportFormatsTest.class.getResourceAsStream("/schema/json/oscal-ar_schema.json"))) {
      var schema = new JSONObject(new JSONTokener(in));
      return SchemaLoader.builder().schemaJson(schema).draftV7Support().build().load().build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final List<ReportLeaf> LEAVES = SyntheticLedger.all(7, 25);

  private static Report report(ReportKind kind) {
    return ReportTrial.report(kind, LEAVES, 0, kind.readsAll() ? 0 : 1, LEAVES.size());
  }

  private static String text(Report report) {
    return ReportTrial.text(out -> OscalFormat.write(report, out));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsValidOscal(ReportKind kind) {
    OSCAL.validate(new JSONObject(text(report(kind))));
  }

  @Test
  void theSchemaRefusesWhatIsntOscal() {
    var broken = new JSONObject(text(report(ReportKind.SOC2)));
    broken.getJSONObject("assessment-results").getJSONObject("metadata").remove("title");
    assertThatThrownBy(() -> OSCAL.validate(broken)).isInstanceOf(ValidationException.class);
    var strange = new JSONObject(text(report(ReportKind.SOC2)));
    strange.getJSONObject("assessment-results").put("uuid", "no uuid");
    assertThatThrownBy(() -> OSCAL.validate(strange)).isInstanceOf(ValidationException.class);
  }

  @ParameterizedTest
  @EnumSource
  void theJsonIsCanonicalAndTheSameEachTime(ReportKind kind) throws JsonRefusal {
    var json = ReportTrial.json(report(kind));
    var read = JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(new String(LedgerText.bytes(read.values()), StandardCharsets.UTF_8)).isEqualTo(json);
    assertThat(ReportTrial.json(report(kind))).isEqualTo(json);
    assertThat(text(report(kind))).isEqualTo(text(report(kind)));
  }

  /** Whoever has the leaves and the parameters makes the same bytes. */
  @Test
  void aReportIsMadeAgainFromItsWrittenParameters() {
    var leaves = SyntheticLedger.all(3, 30);
    var parameters =
        new ReportParameters(
            ReportKind.CHANGE_REGISTER,
            ReportPeriod.ofDays(
                LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1), ZoneId.of("Europe/Berlin")),
            new ReportScope(List.of("*/production/*", "service/staging/shop-7")),
            new LeafRange(20, 50, leaves.size()),
            "0xfeed",
            5,
            ReportParameters.CURRENT,
            ReportTrial.ORIGIN,
            new RangeEvidence("origin\n50\n", "origin\n900\n", "countersign.dev/consistency@v1\n"));
    var written = ReportTrial.text(out -> ParametersFormat.write(parameters, out));
    var read = ParametersFormat.read(written.getBytes(StandardCharsets.UTF_8));
    assertThat(read).isEqualTo(parameters);

    var report = ReportFunction.of(parameters, leaves.subList(20, leaves.size()).iterator());
    var again = ReportFunction.of(read, leaves.subList(20, leaves.size()).iterator());
    assertThat(ReportTrial.json(again)).isEqualTo(ReportTrial.json(report));
    assertThat(ReportTrial.json(report)).contains(written);
  }

  @Test
  void whatIsNoParametersIsRefused() {
    var written =
        ReportTrial.text(
            out ->
                ParametersFormat.write(
                    ReportTrial.parameters(ReportKind.APPROVALS, LeafRange.of(0, 1)), out));
    for (var broken :
        List.of(
            written.replace("\"version\":1", "\"version\":2"),
            written.replace("approvals", "horoscope"),
            written.replace("\"seed\":\"seed-1\",", ""),
            written.replace("2027-01-01T00:00:00Z", "tomorrow"),
            written.substring(1))) {
      assertThatThrownBy(() -> ParametersFormat.read(broken.getBytes(StandardCharsets.UTF_8)))
          .as(broken)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
