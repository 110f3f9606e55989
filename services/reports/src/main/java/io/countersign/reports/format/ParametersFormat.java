package io.countersign.reports.format;

import io.countersign.reports.LeafRange;
import io.countersign.reports.RangeEvidence;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportOrigin;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportPeriod;
import io.countersign.reports.ReportScope;
import io.countersign.reports.json.JsonMembers;
import io.countersign.reports.json.JsonReader;
import io.countersign.reports.json.JsonRefusal;
import io.countersign.reports.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A report's parameters as JSON: what whoever re-performs it has to know besides the leaves. */
public final class ParametersFormat {
  private ParametersFormat() {}

  public static void write(ReportParameters parameters, OutputStream out) throws IOException {
    var json = new JsonWriter(out);
    json.object(it -> members(parameters, it));
    json.flush();
  }

  static void members(ReportParameters parameters, JsonWriter json) throws IOException {
    var leaves = parameters.leaves();
    var origin = parameters.origin();
    var period = parameters.period();
    json.member("a", leaves.a());
    json.member("b", leaves.b());
    json.member("entity", origin.entity());
    var evidence = parameters.evidence();
    if (evidence != null) {
      json.member("evidence", it -> evidence(evidence, it));
    }
    json.member("from", period.from().toString());
    json.member("generatedAt", origin.generatedAt().toString());
    json.member("generatedBy", origin.generatedBy());
    json.member("kind", parameters.kind().label());
    json.member("read", leaves.read());
    json.member("sampleSize", parameters.sampleSize());
    json.texts("scope", parameters.scope().patterns());
    json.member("seed", parameters.seed());
    json.member("system", origin.system());
    json.member("to", period.to().toString());
    json.member("tzdata", origin.tzdata());
    json.member("version", parameters.version());
    json.member("zone", period.zone().getId());
  }

  private static void evidence(RangeEvidence evidence, JsonWriter json) throws IOException {
    json.member("consistency", evidence.consistency());
    json.member("from", evidence.from());
    json.member("to", evidence.to());
  }

  /**
   * @throws IllegalArgumentException when they aren't parameters of this report function
   */
  public static ReportParameters read(byte[] bytes) {
    try {
      return read(JsonReader.read(bytes));
    } catch (JsonRefusal | DateTimeException e) {
      throw new IllegalArgumentException("no parameters of a report: " + e.getMessage(), e);
    }
  }

  private static ReportParameters read(JsonMembers json) {
    var kind = ReportKind.of(wanted(json, "kind"));
    var period =
        new ReportPeriod(
            Instant.parse(wanted(json, "from")),
            Instant.parse(wanted(json, "to")),
            ZoneId.of(wanted(json, "zone")));
    var origin =
        new ReportOrigin(
            wanted(json, "entity"),
            wanted(json, "system"),
            wanted(json, "generatedBy"),
            Instant.parse(wanted(json, "generatedAt")),
            wanted(json, "tzdata"));
    return new ReportParameters(
        kind.orElseThrow(() -> new IllegalArgumentException("an unknown kind of report")),
        period,
        new ReportScope(json.texts("scope")),
        new LeafRange(number(json, "read"), number(json, "a"), number(json, "b")),
        wanted(json, "seed"),
        Math.toIntExact(number(json, "sampleSize")),
        Math.toIntExact(number(json, "version")),
        origin,
        json.has("evidence") ? evidence(json.object("evidence")) : null);
  }

  private static RangeEvidence evidence(JsonMembers json) {
    return new RangeEvidence(wanted(json, "from"), wanted(json, "to"), wanted(json, "consistency"));
  }

  private static String wanted(JsonMembers json, String name) {
    return present(json.text(name), name);
  }

  private static long number(JsonMembers json, String name) {
    return present(json.number(name), name);
  }

  private static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("no parameters of a report: " + name + " is missing");
    }
    return value;
  }
}
