package io.countersign.reports.format;

import io.countersign.reports.ControlOutcome;
import io.countersign.reports.Report;
import io.countersign.reports.ReportedException;
import io.countersign.reports.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A report's control matrix and exceptions as OSCAL assessment results (JSON, 1.1.3): an
 * observation for each check, with the first of its exceptions, and a finding for each control. Its
 * ids are derived from the parameters, so that the same report has the same bytes.
 */
public final class OscalFormat {
  private static final String VERSION = "1.1.3";
  private static final String NAMESPACE = "https://countersign.dev/ns/oscal";

  /** The exceptions of a check that are told one by one; all of them are in the table. */
  private static final int TOLD = 100;

  private final Report report;
  private final String seed;

  private OscalFormat(Report report, String seed) {
    this.report = report;
    this.seed = seed;
  }

  public static void write(Report report, OutputStream out) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ParametersFormat.write(report.parameters(), bytes);
    var json = new JsonWriter(out);
    var format = new OscalFormat(report, bytes.toString(StandardCharsets.UTF_8));
    json.object(it -> it.member("assessment-results", format::results));
    json.flush();
  }

  private void results(JsonWriter json) throws IOException {
    json.member("back-matter", this::backMatter);
    json.member("import-ap", it -> it.member("href", "#" + uuid("plan")));
    json.member("metadata", this::metadata);
    json.items("results", it -> it.object(this::result));
    json.member("uuid", uuid("assessment-results"));
  }

  /** The plan that an assessment has to refer to: here, what the report function does. */
  private void backMatter(JsonWriter json) throws IOException {
    json.items(
        "resources",
        it ->
            it.object(
                plan -> {
                  plan.member(
                      "description",
                      "The report function, version "
                          + report.parameters().version()
                          + ": its checks are the plan.");
                  plan.member("title", "Report function");
                  plan.member("uuid", uuid("plan"));
                }));
  }

  private void metadata(JsonWriter json) throws IOException {
    var origin = report.parameters().origin();
    json.member("last-modified", origin.generatedAt().toString());
    json.member("oscal-version", VERSION);
    json.items(
        "parties",
        it ->
            it.object(
                party -> {
                  party.member("name", line(origin.entity()));
                  party.member("type", "organization");
                  party.member("uuid", uuid("entity"));
                }));
    json.items("roles", it -> it.object(this::role));
    json.member("title", line(report.title()));
    json.member("version", Integer.toString(report.parameters().version()));
  }

  private void role(JsonWriter json) throws IOException {
    json.member("id", "preparer");
    json.member("title", "Who had the report made");
  }

  private void result(JsonWriter json) throws IOException {
    var period = report.parameters().period();
    json.member("description", description());
    json.member("end", period.to().toString());
    json.items("findings", this::findings);
    json.items("observations", this::observations);
    json.items("props", this::properties);
    json.member("remarks", String.join("\n\n", report.limits()));
    json.member("reviewed-controls", this::reviewed);
    json.member("start", period.from().toString());
    json.member("title", line(report.title()));
    json.member("uuid", uuid("result"));
  }

  private String description() {
    var completeness = report.completeness();
    return "Leaves "
        + report.parameters().leaves().a()
        + " to before "
        + report.parameters().leaves().b()
        + " of the record. Changes requested: "
        + completeness.requested().text()
        + ".";
  }

  private void properties(JsonWriter json) throws IOException {
    for (var figure : report.figures()) {
      json.object(
          it -> {
            it.member("name", figure.name());
            it.member("ns", NAMESPACE);
            it.member("value", figure.value());
          });
    }
    property(json, "function-version", Integer.toString(report.parameters().version()));
    property(json, "leaf-from", Long.toString(report.parameters().leaves().a()));
    property(json, "leaf-to", Long.toString(report.parameters().leaves().b()));
    property(json, "seed", line(report.parameters().seed()));
  }

  private static void property(JsonWriter json, String name, String value) throws IOException {
    json.object(
        it -> {
          it.member("name", name);
          it.member("ns", NAMESPACE);
          it.member("value", value);
        });
  }

  private void reviewed(JsonWriter json) throws IOException {
    json.items(
        "control-selections",
        it ->
            it.object(
                selection ->
                    selection.items(
                        "include-controls",
                        controls -> {
                          for (var id : controlIds()) {
                            controls.object(one -> one.member("control-id", id));
                          }
                        })));
  }

  private TreeSet<String> controlIds() {
    return report.controls().stream()
        .map(OscalFormat::controlId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As a token: ids of other frameworks may begin with a digit or have brackets. */
  private static String controlId(ControlOutcome outcome) {
    var token = outcome.control().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    var trimmed = token.replaceAll("-+$", "");
    return Character.isLetter(trimmed.charAt(0)) ? trimmed : "req-" + trimmed;
  }

  private void findings(JsonWriter json) throws IOException {
    var byControl = new LinkedHashMap<String, List<ControlOutcome>>();
    for (var outcome : report.controls()) {
      byControl.computeIfAbsent(controlId(outcome), _ -> new ArrayList<>()).add(outcome);
    }
    for (var control : byControl.entrySet()) {
      json.object(it -> finding(control, it));
    }
  }

  private void finding(Map.Entry<String, List<ControlOutcome>> control, JsonWriter json)
      throws IOException {
    var outcomes = control.getValue();
    var first = outcomes.getFirst();
    json.member(
        "description",
        outcomes.stream()
            .map(it -> it.check().title() + ": " + it.conclusion())
            .collect(Collectors.joining(". ")));
    json.items(
        "related-observations",
        it -> {
          for (var outcome : outcomes) {
            it.object(one -> one.member("observation-uuid", uuid(outcome.check().id())));
          }
        });
    json.member("target", it -> target(control.getKey(), outcomes, it));
    json.member("title", line(first.control() + " " + first.title()));
    json.member("uuid", uuid("finding " + control.getKey()));
  }

  private static void target(String control, List<ControlOutcome> outcomes, JsonWriter json)
      throws IOException {
    boolean satisfied = outcomes.stream().allMatch(it -> it.exceptions() == 0);
    json.member(
        "status",
        it -> {
          it.member("reason", satisfied ? "pass" : "fail");
          it.member("state", satisfied ? "satisfied" : "not-satisfied");
        });
    json.member("target-id", control);
    json.member("type", "objective-id");
  }

  private void observations(JsonWriter json) throws IOException {
    var told = new TreeSet<String>();
    for (var outcome : report.controls()) {
      if (told.add(outcome.check().id())) {
        json.object(it -> observation(outcome, it));
      }
    }
  }

  private void observation(ControlOutcome outcome, JsonWriter json) throws IOException {
    json.member("collected", report.parameters().origin().generatedAt().toString());
    json.member(
        "description",
        outcome.check().title()
            + ": "
            + outcome.conclusion()
            + ", of "
            + outcome.population()
            + " looked at.");
    json.texts("methods", List.of("TEST"));
    var exceptions =
        report.exceptions().stream()
            .filter(it -> it.check() == outcome.check())
            .limit(TOLD)
            .toList();
    if (!exceptions.isEmpty()) {
      json.items(
          "relevant-evidence",
          it -> {
            for (var exception : exceptions) {
              it.object(one -> evidence(exception, one));
            }
          });
    }
    json.member("title", line(outcome.check().title()));
    json.texts("types", List.of("control-objective"));
    json.member("uuid", uuid(outcome.check().id()));
  }

  private static void evidence(ReportedException of, JsonWriter json) throws IOException {
    json.member("description", of.subject() + ": " + of.cause() + " (leaf " + of.leaf() + ")");
  }

  /** One line without blanks at its ends, as OSCAL's texts of one line are. */
  private static String line(String text) {
    var stripped = text.replaceAll("\\s+", " ").strip();
    return stripped.isEmpty() ? "-" : stripped;
  }

  /** Of version 5: the same for the same report and name. */
  private String uuid(String name) {
    try {
      var text = NAMESPACE + "\n" + seed + "\n" + name;
      var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      digest[6] = (byte) ((digest[6] & 0x0f) | 0x50);
      digest[8] = (byte) ((digest[8] & 0x3f) | 0x80);
      var buffer = ByteBuffer.wrap(digest);
      return new UUID(buffer.getLong(), buffer.getLong()).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
