package io.countersign.connectors.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.AlertObservation;
import io.countersign.connectors.intake.Fingerprint;
import io.countersign.connectors.intake.Heartbeat;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AlertmanagerPayloadTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final IntegrationSettings SETTINGS =
      IntegrationSettings.plain(new AlertmanagerDelivery(), "alertmanager", "unknown");

  @Test
  void readsAGroupWithItsMixedAlerts() {
    var group = group(alert("firing"), alert("resolved").put("endsAt", "2026-11-22T10:05:00Z"));
    var batch = accepted(group.put("truncatedAlerts", 7));
    assertThat(batch.received()).isEqualTo(2);
    assertThat(batch.truncated()).isEqualTo(7);
    var first = batch.observations().getFirst();
    assertThat(first.observation().entity()).isEqualTo(EntityId.service("rig", "payments"));
    assertThat(first.observation().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(first.observation().signal()).isEqualTo("errors");
    assertThat(first.observation().endsAt()).isNull();
    assertThat(first.annotations()).isEqualTo("{\"summary\":\"38% fail\"}");
    assertThat(batch.observations().getLast().observation().endsAt())
        .isEqualTo("2026-11-22T10:05:00Z");
    assertThat(batch.observations().getLast().observation().alert())
        .isEqualTo(first.observation().alert());
  }

  @Test
  void aHeartbeatNeedsNoEntityAndOpensNothing() {
    var watchdog = alert("firing");
    watchdog.putObject("labels").put("alertname", "Watchdog").put("severity", "none");
    var batch = accepted(group(watchdog));
    assertThat(batch.observations()).isEmpty();
    assertThat(batch.heartbeats()).containsExactly(new Heartbeat("alertmanager", "Watchdog", true));
  }

  @Test
  void anAlertOfAnUnknownEnvironmentGetsTheDefault() {
    var alert = alert("firing");
    ((ObjectNode) alert.get("labels")).remove("environment");
    assertThat(only(alert).observation().entity())
        .isEqualTo(EntityId.service("unknown", "payments"));
  }

  @Test
  void anAlertWithoutAUsableNameIsLeftOutAloneAndNotAReasonToSendAgain() {
    var bad = alert("firing");
    ((ObjectNode) bad.get("labels")).put("service", "../../etc/passwd");
    var batch = accepted(group(bad, alert("firing")));
    assertThat(batch.observations()).hasSize(1);
    assertThat(batch.refusedAlerts()).isEqualTo(1);
    assertThat(batch.refused().getFirst().toString()).contains("/alerts/0").doesNotContain("etc");
    assertThat(accepted(group(bad)).refusedAlerts()).isEqualTo(1);
  }

  @Test
  void labelsBeyondTheLimitsAndBrokenTextLeaveOneAlertOut() {
    var many = alert("firing");
    IntStream.range(0, 64).forEach(i -> ((ObjectNode) many.get("labels")).put("l" + i, "x"));
    var large = alert("firing");
    IntStream.range(0, 40)
        .forEach(i -> ((ObjectNode) large.get("labels")).put("l" + i, "x".repeat(1000)));
    var longer = alert("firing");
    ((ObjectNode) longer.get("labels")).put("l", "x".repeat(1025));
    var nul = alert("firing");
    ((ObjectNode) nul.get("labels")).put("l", "a\0b");
    var batch = accepted(group(many, large, longer, nul, alert("firing")));
    assertThat(batch.refusedAlerts()).isEqualTo(4);
    assertThat(batch.observations()).hasSize(1);
  }

  @Test
  void aBadBodyIsToldWithEveryProblem() {
    var bad = JSON.createObjectNode().put("version", "3").put("status", "on fire");
    bad.put("truncatedAlerts", -1);
    bad.putArray("alerts")
        .add(7)
        .add(
            JSON.createObjectNode().put("status", "so-so").put("startsAt", "0001-01-01T00:00:00Z"));
    var malformed = (ParsedBody.Malformed<AlertBatch>) parse(bad.toString());
    assertThat(malformed.problems())
        .extracting(InputProblem::at)
        .contains(
            "/version",
            "/status",
            "/truncatedAlerts",
            "/alerts/0",
            "/alerts/1/status",
            "/alerts/1/startsAt",
            "/alerts/1/labels");
  }

  @Test
  void whatIsNotProperJsonIsMalformed() {
    for (var body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{} {}",
            "{\"version\":\"4\",\"version\":\"4\"}",
            "[".repeat(200_000),
            group(alert("firing")).toString().replace("payments", "\\ud800"),
            group().put("version", "4").toString().replace("\"4\"", "1e999999999"))) {
      assertThat(parse(body)).isInstanceOf(ParsedBody.Malformed.class);
    }
  }

  @Test
  void limitsAreKept() {
    var body = new byte[8 * 1024 * 1024 + 1];
    assertThat(AlertmanagerPayload.parse(body, SETTINGS)).isInstanceOf(ParsedBody.TooLarge.class);
    var many = group();
    IntStream.rangeClosed(0, 10_000).forEach(_ -> many.withArray("alerts").addObject());
    assertThat(parse(many.toString())).isInstanceOf(ParsedBody.TooLarge.class);
  }

  @Test
  void whereTheSourceGivesNoFingerprintAlertmanagersOwnIsComputed() {
    var alert = alert("firing");
    alert.remove("fingerprint");
    assertThat(only(alert).observation().fingerprint())
        .isEqualTo(
            Fingerprint.of(
                Map.of(
                    "alertname", "HighErrorRate",
                    "service", "payments",
                    "environment", "rig",
                    "severity", "critical",
                    "signal", "errors")));
  }

  @Test
  void everyCapturedPayloadIsReadWhole() throws IOException {
    var shared = System.getProperty("COUNTERSIGN_SHARED", System.getenv("COUNTERSIGN_SHARED"));
    var captures = Path.of(shared == null ? "../../../shared" : shared, "data", "captures");
    Assumptions.assumeTrue(
        Files.isDirectory(captures), () -> "SKIPPED: no captures in " + captures.toAbsolutePath());
    try (var files = Files.walk(captures)) {
      var payloads = files.filter(file -> file.toString().contains("-alerts-")).sorted().toList();
      assertThat(payloads).hasSizeGreaterThan(20);
      payloads.forEach(AlertmanagerPayloadTest::readWhole);
    }
  }

  private static void readWhole(Path file) {
    var body = (ObjectNode) JSON.readTree(file.toFile()).get("body");
    var batch = accepted(body);
    assertThat(batch.refused()).as(file.toString()).isEmpty();
    assertThat(batch.observations().size() + batch.heartbeats().size())
        .as(file.toString())
        .isEqualTo(body.get("alerts").size());
    for (var alert : body.get("alerts").values()) {
      var labels = new TreeMap<String, String>();
      alert
          .get("labels")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asString()));
      assertThat(Fingerprint.of(labels)).isEqualTo(alert.get("fingerprint").asString());
    }
  }

  private static AlertObservation only(ObjectNode alert) {
    return accepted(group(alert)).observations().getFirst();
  }

  private static AlertBatch accepted(ObjectNode group) {
    return switch (parse(group.toString())) {
      case ParsedBody.Accepted<AlertBatch>(var batch) -> batch;
      case ParsedBody.Malformed<AlertBatch>(var problems) -> throw new AssertionError(problems);
      case ParsedBody.TooLarge<AlertBatch>(var problem) -> throw new AssertionError(problem);
    };
  }

  private static ParsedBody<AlertBatch> parse(String body) {
    return AlertmanagerPayload.parse(body.getBytes(StandardCharsets.UTF_8), SETTINGS);
  }

  private static ObjectNode group(ObjectNode... alerts) {
    var group = JSON.createObjectNode().put("version", "4").put("status", "firing");
    group.put("groupKey", "{}:{}").putArray("alerts").addAll(List.of(alerts));
    return group;
  }

  private static ObjectNode alert(String status) {
    var alert =
        JSON.createObjectNode()
            .put("status", status)
            .put("startsAt", "2026-11-22T10:00:00.206Z")
            .put("endsAt", "0001-01-01T00:00:00Z")
            .put("fingerprint", "c38d260128db2305");
    alert
        .putObject("labels")
        .put("alertname", "HighErrorRate")
        .put("service", "payments")
        .put("environment", "rig")
        .put("severity", "critical")
        .put("signal", "errors");
    alert.putObject("annotations").put("summary", "38% fail");
    return alert;
  }
}
