package io.countersign.connectors.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.AlertObservation;
import io.countersign.connectors.intake.Fingerprint;
import io.countersign.connectors.intake.Heartbeat;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.alert.SourceGroup;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.SourceReading;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AlertmanagerPayloadTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant AT = Instant.parse("2026-11-22T10:20:00Z");
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
    assertThat(batch.observations().getLast().observation().target())
        .isEqualTo(first.observation().target());
  }

  /** It comes and goes, and says nothing about its source. */
  @Test
  void whatIsNoHeartbeatByNameIsAnAlertOfNoSeverity() {
    var inhibitor = alert("firing");
    ((ObjectNode) inhibitor.get("labels"))
        .put("alertname", "InfoInhibitor")
        .put("severity", "none");
    assertThat(only(inhibitor).observation().severity()).isEqualTo(Severity.NONE);
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
  void anAlertIsKeptWhateverItsServiceIsCalled() {
    assertThat(serviceOf("../../etc/passwd")).hasToString("service/rig/etc-passwd");
    assertThat(serviceOf("Order Service (EU)")).hasToString("service/rig/Order-Service-EU");
    assertThat(serviceOf("zahlung-\u00fcber")).hasToString("service/rig/zahlung-uber");
    assertThat(serviceOf("\u652f\u4ed8").name()).matches("[0-9a-f]{8}");
    assertThat(serviceOf("\u652f\u4ed8")).isNotEqualTo(serviceOf("\u4ed8\u652f"));
    assertThat(serviceOf("x".repeat(500)).name()).hasSize(200);
    assertThat(only(named("a b")).observation().reading())
        .isEqualTo(new SourceReading(NamedBy.MAPPED, Set.of(Adjustment.ENTITY_NAME_REPLACED)));
  }

  @Test
  void aSecretWhereANameBelongsGetsNowhere() {
    var alert = alert("firing");
    ((ObjectNode) alert.get("labels"))
        .put("alertname", "AKIACANARY1CANARY123")
        .put("service", "tok_0123456789abcdef0123." + "canary1".repeat(6) + "c")
        .put("environment", "ghp_canary1canary1canary1canary1")
        .put("signal", "u:canary1@h")
        .put("ghp_canary1canary1canary1canary2", "in a name");
    alert.put("fingerprint", "sk-canary1canary1canary1");
    var group = group(alert);
    group.putObject("groupLabels").put("password=canary1", "x");
    var batch = accepted(group);
    assertThat(batch.observations().getFirst().observation().entity())
        .hasToString("alert/unknown/redacted");
    assertThat(batch.observations().getFirst().observation().labels())
        .containsEntry("[redacted]", "in a name");
    assertThat(batch.adjusted()).hasSize(1);
    assertThat(batch.toString()).doesNotContainIgnoringCase("canary1");
  }

  @Test
  void whatIsCutOrLeftOutIsMarkedAndTold() {
    var many = alert("firing");
    IntStream.range(0, 70).forEach(i -> ((ObjectNode) many.get("labels")).put("l" + i, "x"));
    var large = alert("firing");
    IntStream.range(0, 40)
        .forEach(i -> ((ObjectNode) large.get("labels")).put("l" + i, "x".repeat(1000)));
    var longer = alert("firing");
    ((ObjectNode) longer.get("labels")).put("l", "x".repeat(65_536));
    var broken = alert("firing");
    ((ObjectNode) broken.get("labels")).put("l", "a\0b").put("n", 3).put("ok", true);
    var batch = accepted(group(many, large, longer, broken, alert("firing")));
    assertThat(batch.refused()).isEmpty();
    assertThat(batch.observations())
        .extracting(it -> adjustments(it.observation()))
        .containsExactly(
            Set.of(Adjustment.LABELS_LEFT_OUT),
            Set.of(Adjustment.LABELS_LEFT_OUT),
            Set.of(Adjustment.LABEL_CUT),
            Set.of(Adjustment.CHARACTERS_REPLACED, Adjustment.LABEL_NOT_TEXT),
            Set.of());
    assertThat(batch.adjusted())
        .extracting(InputProblem::toString)
        .hasSize(4)
        .contains("/alerts/2: kept: label-cut");
    var labels = batch.observations().get(3).observation().labels();
    assertThat(labels).containsEntry("l", "a\ufffdb").containsEntry("n", "3");
    for (var kept : batch.observations()) {
      assertThat(kept.observation().labels()).containsEntry("service", "payments");
      assertThat(kept.observation().labels()).hasSizeLessThanOrEqualTo(64);
    }
  }

  @Test
  void anAlertNamedTwiceOrInAStrangeEncodingCostsNoOther() {
    var twice =
        group(alert("firing"), alert("firing"))
            .toString()
            .replaceFirst("\"service\":", "\"service\":\"first\",\"service\":");
    var batch = accepted(parse(twice));
    assertThat(batch.observations())
        .extracting(it -> adjustments(it.observation()))
        .containsExactly(Set.of(Adjustment.MEMBER_NAMED_TWICE), Set.of());
    assertThat(batch.observations().getFirst().observation().entity().name()).isEqualTo("payments");
    var latin = group(alert("firing")).toString().replace("38% fail", "f\u00e4llt aus");
    var read = AlertmanagerPayload.parse(latin.getBytes(StandardCharsets.ISO_8859_1), SETTINGS, AT);
    assertThat(adjustments(accepted(read).observations().getFirst().observation()))
        .containsExactly(Adjustment.CHARACTERS_REPLACED);
  }

  @Test
  void aTimeThatSaysNothingIsNoStartAndTheTimeOfReceiptAsAnEnd() {
    var noStart = alert("firing").put("startsAt", "0001-01-01T00:00:00Z");
    var first = only(noStart).observation();
    assertThat(first.startsAt()).as("for the record to say").isNull();
    assertThat(first.reading())
        .isEqualTo(new SourceReading(NamedBy.MAPPED, Set.of(Adjustment.START_UNKNOWN)));
    var ended = only(alert("resolved")).observation();
    assertThat(ended.firing()).isFalse();
    assertThat(ended.endsAt()).as("year 1, but resolved").isEqualTo(AT);
    assertThat(adjustments(ended)).containsExactly(Adjustment.END_UNKNOWN);
  }

  @Test
  void whatAGroupSaysOfItselfCostsNoAlert() {
    var odd = group(alert("firing")).put("version", "1").put("status", "on fire");
    odd.put("truncatedAlerts", -1).put("groupKey", 7);
    var batch = accepted(odd);
    assertThat(batch.truncated()).isZero();
    assertThat(batch.groupKey()).isEqualTo("7");
    assertThat(batch.observations().getFirst().observation().reading()).isNull();
    var bare = alert("so-so");
    bare.remove(List.of("startsAt", "fingerprint"));
    ((ObjectNode) bare.get("labels")).remove("alertname");
    var kept = only(bare).observation();
    assertThat(kept.name()).isEqualTo("unnamed");
    assertThat(adjustments(kept))
        .containsExactlyInAnyOrder(
            Adjustment.NAME_MISSING, Adjustment.START_UNKNOWN, Adjustment.STATUS_UNKNOWN);
  }

  @Test
  void aStatusThatIsNoneIsTheGroupsAndElseItFires() {
    var odd = alert("suppressed");
    assertThat(only(odd).observation().endsAt()).isNull();
    assertThat(
            accepted(group(odd).put("status", "resolved"))
                .observations()
                .getFirst()
                .observation()
                .endsAt())
        .isEqualTo(AT);
  }

  @Test
  void theGroupIsToldByItsKeyAndLabels() {
    var group = group(alert("firing"), alert("firing"));
    group.put("groupKey", "{}/{a=~\"^(?:.*\\\"x\\\")$\"}:{alertname=\"D,own\", \"k8s.ns\"=\"a\"}");
    var batch = accepted(group);
    var told = batch.observations().getFirst().observation().group();
    assertThat(told).isEqualTo(batch.observations().getLast().observation().group());
    assertThat(told).isNotNull();
    assertThat(told.by()).containsExactlyInAnyOrder("alertname", "k8s.ns");
    assertThat(told.key()).matches("[0-9a-f]{32}");
    group.putObject("groupLabels").put("job", "x");
    assertThat(accepted(group).observations().getFirst().observation().group())
        .isEqualTo(new SourceGroup(told.key(), Set.of("job")));
    assertThat(only(alert("firing")).observation().group())
        .extracting(it -> it == null ? null : it.by())
        .isEqualTo(Set.of());
  }

  @Test
  void whatSaysNothingAtAllIsRefusedAlone() {
    var body = group(alert("firing"));
    body.withArray("alerts").add(7).addObject();
    assertThat(accepted(body).refused())
        .extracting(InputProblem::at)
        .containsExactly("/alerts/1", "/alerts/2");
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
            "{\"alerts\": null}",
            "{\"alerts\": [7]}",
            "[".repeat(200_000))) {
      assertThat(parse(body)).isInstanceOf(ParsedBody.Malformed.class);
    }
  }

  @Test
  void limitsAreKept() {
    var body = new byte[8 * 1024 * 1024 + 1];
    assertThat(AlertmanagerPayload.parse(body, SETTINGS, AT))
        .isInstanceOf(ParsedBody.TooLarge.class);
  }

  @Test
  void ofTooManyAlertsTheFirstAreTakenAndTheOthersCounted() {
    var more = group(alert("firing"), alert("firing"));
    IntStream.range(0, 10_005).forEach(_ -> more.withArray("alerts").addObject());
    var text = more.toString();
    var batch = accepted(parse(text.substring(0, text.length() - 1) + ",\"alerts\":[7]}"));
    assertThat(batch.received()).isEqualTo(10_008);
    assertThat(batch.observations()).hasSize(2);
    assertThat(batch.refused()).hasSize(9_998);
    assertThat(batch.untaken()).isEqualTo(8);
  }

  /** Of each something is kept, at the cost of what is kept. */
  @Test
  void whatAnAlertHoldsWithoutEndIsLeftOutAndMarked() {
    var flood = alert("firing");
    var labels = (ObjectNode) flood.get("labels");
    IntStream.range(0, 5_000).forEach(i -> labels.put("l" + i, i));
    flood.putArray("z").add(1);
    IntStream.range(0, 5_000).forEach(_ -> flood.withArray("z").addArray());
    flood.put("status", "resolved").put("endsAt", "2026-11-22T10:05:00Z");
    labels.put("huge", "/a".repeat(2_000_000)).put("service", "x".repeat(2_000_000));
    var group = group(flood, alert("firing")).toString();
    var batch = accepted(parse(group));
    var kept = batch.observations().getFirst().observation();
    assertThat(kept.firing()).as("what comes after the flood counts").isFalse();
    assertThat(kept.entity().name()).hasSize(200);
    assertThat(adjustments(kept)).contains(Adjustment.LABELS_LEFT_OUT, Adjustment.LABEL_CUT);
    assertThat(batch.observations().getLast().observation().reading()).isNull();
  }

  @Test
  void aNumberBeyondAllBoundsIsItsText() {
    var odd =
        group(alert("firing"))
            .toString()
            .replace("\"firing\"", "1e99999999999")
            .replace("\"errors\"", "1e999999999");
    assertThat(accepted(parse(odd)).observations().getFirst().observation().labels())
        .containsEntry("signal", "1e999999999");
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
    return accepted(parse(group.toString()));
  }

  private static AlertBatch accepted(ParsedBody<AlertBatch> parsed) {
    return switch (parsed) {
      case ParsedBody.Accepted<AlertBatch>(var batch) -> batch;
      case ParsedBody.Malformed<AlertBatch>(var problems) -> throw new AssertionError(problems);
      case ParsedBody.TooLarge<AlertBatch>(var problem) -> throw new AssertionError(problem);
    };
  }

  private static EntityId serviceOf(String name) {
    return only(named(name)).observation().entity();
  }

  private static ObjectNode named(String service) {
    var alert = alert("firing");
    ((ObjectNode) alert.get("labels")).put("service", service);
    return alert;
  }

  private static Set<Adjustment> adjustments(ObserveAlert alert) {
    var reading = alert.reading();
    return reading == null ? Set.of() : reading.adjustments();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ParsedBody<AlertBatch> parse(String body) {
    return AlertmanagerPayload.parse(bytes(body), SETTINGS, AT);
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
