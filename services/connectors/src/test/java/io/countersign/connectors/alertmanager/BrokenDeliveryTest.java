package io.countersign.connectors.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.testing.ProcessorTime;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is broken in a delivery costs the alert in which it stands, or a part of it. */
class BrokenDeliveryTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:20:00Z");
  private static final IntegrationSettings SETTINGS =
      IntegrationSettings.plain(new AlertmanagerDelivery(), "alertmanager", "unknown");
  private static final String TAIL =
      "],\"groupLabels\":{\"alertname\":\"Down\"},\"version\":\"4\",\"groupKey\":\"{}:{a}\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"value\":NaN,",
        "\"value\":-Infinity,",
        "\"value\":007,",
        "\"value\":+1.,",
        "\"text\":\"a\tb\",",
        "\"text\":\"a\\qb\",",
        "\"value\":1e999999999999,",
        "/* of a template */",
      })
  void whatManyTakeForJsonIsReadWhole(String odd) {
    var batch = accepted(head() + alert("a", odd) + "," + alert("b", "") + TAIL);
    assertThat(names(batch)).containsExactly("a", "b");
    assertThat(batch.refused()).isEmpty();
    assertThat(batch.groupKey()).isEqualTo("{}:{a}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"}", "]", ",", "]}}", "\n{}", " trailing", "\u0000"})
  void whatComesBehindTheEndCostsNothing(String behind) {
    var batch = accepted(head() + alert("a", "") + "," + alert("b", "") + TAIL + behind);
    assertThat(names(batch)).containsExactly("a", "b");
    assertThat(batch.groupKey()).isEqualTo("{}:{a}");
    assertThat(batch.adjusted()).hasSize(2).first().asString().contains("delivery-mended");
  }

  @Test
  void ofABrokenAlertIsKeptWhatStandsBeforeTheBreak() {
    var broken = alert("a", "").replace("\"startsAt\":", "\"startsAt\" @");
    var batch = accepted(head() + broken + "," + alert("b", "") + TAIL);
    assertThat(names(batch)).containsExactly("a", "b");
    assertThat(reading(batch, 0)).contains(Adjustment.MEMBER_UNUSABLE, Adjustment.DELIVERY_MENDED);
    assertThat(reading(batch, 1)).containsExactly(Adjustment.DELIVERY_MENDED);
    assertThat(batch.observations().getFirst().observation().fingerprint())
        .as("as its labels are whole")
        .matches("[0-9a-f]{16}");
  }

  @Test
  void whatIsCutOffCostsWhatIsCut() {
    var whole = head() + alert("a", "") + "," + alert("b", "") + TAIL;
    var cut = accepted(whole.substring(0, whole.indexOf("\"alertname\":\"b") + 8));
    assertThat(names(cut)).containsExactly("a");
    assertThat(cut.refused()).hasSize(1);
    assertThat(parse(whole.substring(0, whole.indexOf("\"alertname\":\"a"))))
        .isInstanceOf(ParsedBody.Malformed.class);
  }

  @Test
  void severalDeliveriesInOneAndListsInOtherFormsAreTakenToo() {
    var one = head() + alert("a", "") + TAIL;
    var two = head() + alert("b", "") + TAIL;
    var both = accepted(one + "\n" + two);
    assertThat(names(both)).containsExactly("a", "b");
    assertThat(both.groupKey()).as("of none of them").isEmpty();
    assertThat(names(accepted("[" + alert("a", "") + "," + alert("b", "") + "]")))
        .containsExactly("a", "b");
    assertThat(names(accepted("{\"alerts\":" + alert("a", "") + "}"))).containsExactly("a");
  }

  @Test
  void labelsInAListAreLabels() {
    var listed =
        "[{\"name\":\"alertname\",\"value\":\"a\"},{\"service\":\"orders\"},\"x=1\",\"odd\"]";
    var batch = accepted(head() + "{\"labels\":" + listed + "}," + alert("b", "") + TAIL);
    assertThat(names(batch)).containsExactly("a", "b");
    var labels = batch.observations().getFirst().observation().labels();
    assertThat(labels)
        .containsEntry("service", "orders")
        .containsEntry("x", "1")
        .containsEntry("3", "odd");
    assertThat(reading(batch, 0)).contains(Adjustment.LABEL_NOT_TEXT);
  }

  @Test
  void theEncodingIsTold() {
    var body = head() + alert("a", "\"v\":NaN,") + TAIL;
    for (var charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      for (var text : List.of(body, body.replace("NaN", "1"), "\ufeff" + body)) {
        assertThat(names(accepted(text.getBytes(Charset.forName(charset)))))
            .as(charset)
            .containsExactly("a");
      }
    }
    assertThat(names(accepted("\ufeff" + body))).containsExactly("a");
  }

  @Test
  void whatIsVeryDeepCostsItself() {
    for (int deep : List.of(100, 5_000, 200_000)) {
      var nested = "\"annotations\":{\"a\":" + "[".repeat(deep) + "]".repeat(deep) + "},";
      var batch = accepted(head() + alert("a", nested) + "," + alert("b", "") + TAIL);
      assertThat(names(batch)).as("%s", deep).contains("b");
    }
  }

  /** Each look from a place where an entry may begin would go to the end. */
  @ParameterizedTest
  @ValueSource(strings = {",{\"a\":[1", ",{", "{\"alerts\":[", ",{\"a\":\"", ",[{\"a\":[{},{}"})
  void aHostileBodyCostsNoMoreThanAnother(String part) {
    var hostile = head() + part.repeat(300_000 / part.length());
    assertThat(ProcessorTime.of(() -> parse(hostile))).isLessThan(Duration.ofSeconds(10));
  }

  /** Whoever sends it learns that more may have been in it. */
  @Test
  void whatIsntSearchedAnyMoreIsTold() {
    var hostile = head() + alert("a", "") + ",{\"a\":[1".repeat(50_000) + "," + alert("b", "");
    var batch = accepted(hostile);
    assertThat(names(batch)).containsExactly("a");
    assertThat(batch.refused().getLast().toString())
        .matches(".*read up to character [0-9]+ of " + hostile.length() + " alone.*");
    assertThat(batch.received())
        .isEqualTo(batch.observations().size() + batch.refused().size() + batch.untaken());
  }

  /** Whatever happens to one alert of five, the four others are read as if nothing had. */
  @Test
  void noIntactAlertIsLostThroughASibling() {
    var alerts =
        List.of(
            alert("a", ""),
            alert("b", "\"v\":1.5,"),
            alert("c", ""),
            alert("d", ""),
            alert("e", ""));
    new Siblings(head(), alerts, TAIL).breakOne(new Random(7), 1_000);
  }

  @Test
  void norOfRealPayloads() throws IOException {
    var shared = System.getProperty("COUNTERSIGN_SHARED", System.getenv("COUNTERSIGN_SHARED"));
    var payloads = Path.of(shared == null ? "../../../shared" : shared, "data", "payloads");
    Assumptions.assumeTrue(
        Files.isDirectory(payloads), () -> "SKIPPED: no payloads in " + payloads.toAbsolutePath());
    var json = new JsonMapper();
    try (var files = Files.walk(payloads)) {
      int used = 0;
      for (var file : files.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
        var alerts = json.readTree(file.toFile()).path("alerts");
        var texts = new ArrayList<String>();
        alerts.forEach(it -> texts.add(it.toString()));
        if (!texts.isEmpty()) {
          texts.addAll(List.of(alert("one", ""), alert("two", "")));
          new Siblings(head(), texts, TAIL).breakOne(new Random(7), 200);
          used++;
        }
      }
      assertThat(used).isPositive();
    }
  }

  /** Alerts in one body, of which one at a time is broken. */
  private record Siblings(String head, List<String> alerts, String tail) {
    void breakOne(Random random, int times) {
      var alone = alerts.stream().map(it -> accepted(head + it + tail)).map(this::said).toList();
      for (int i = 0; i < times; i++) {
        int broken = random.nextInt(alerts.size());
        var texts = new ArrayList<>(alerts);
        texts.set(broken, mutated(texts.get(broken), random));
        var body = head + String.join(",", texts) + tail;
        var kept = said(accepted(body));
        IntStream.range(0, alerts.size())
            .filter(it -> it != broken)
            .forEach(it -> assertThat(kept).as(body).containsAll(alone.get(it)));
      }
    }

    private List<String> said(AlertBatch batch) {
      return batch.observations().stream()
          .map(it -> said(it.observation()) + it.annotations())
          .toList();
    }

    private static String said(ObserveAlert it) {
      return String.join(
          " ",
          List.of(it.name(), it.fingerprint(), it.labels().toString(), it.entity().toString()));
    }

    private static String mutated(String text, Random random) {
      var all = new StringBuilder(text);
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = random.nextInt(all.length());
        switch (random.nextInt(4)) {
          case 0 -> all.deleteCharAt(at);
          case 1 -> all.insert(at, "{}[]\",:\\NaN\u0000\u00e4'/*".charAt(random.nextInt(16)));
          case 2 -> all.setCharAt(at, "{}[]\",:\\x0".charAt(random.nextInt(10)));
          default -> all.delete(at, Math.min(all.length() - 1, at + 1 + random.nextInt(20)));
        }
      }
      return all.toString();
    }
  }

  private static String head() {
    return "{\"receiver\":\"r\",\"status\":\"firing\",\"alerts\":[";
  }

  private static String alert(String name, String more) {
    return """
    {"status":"firing","labels":{"alertname":"%s","service":"orders-%1$s","severity":"critical"},\
    "annotations":{"summary":"%1$s, {it} [is] \\"down\\""},%s"startsAt":"2026-11-22T10:00:00Z",\
    "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://p/graph?g0.expr=up","fingerprint":"f%1$s"}\
    """
        .formatted(name, more);
  }

  private static List<String> names(AlertBatch batch) {
    return batch.observations().stream().map(it -> it.observation().name()).toList();
  }

  private static Set<Adjustment> reading(AlertBatch batch, int number) {
    var reading = batch.observations().get(number).observation().reading();
    return reading == null ? Set.of() : reading.adjustments();
  }

  private static ParsedBody<AlertBatch> parse(String body) {
    return AlertmanagerPayload.parse(body.getBytes(StandardCharsets.UTF_8), SETTINGS, AT);
  }

  private static AlertBatch accepted(String body) {
    return accepted(body.getBytes(StandardCharsets.UTF_8));
  }

  private static AlertBatch accepted(byte[] body) {
    return switch (AlertmanagerPayload.parse(body, SETTINGS, AT)) {
      case ParsedBody.Accepted<AlertBatch>(var batch) -> batch;
      case ParsedBody.Malformed<AlertBatch>(var problems) -> throw new AssertionError(problems);
      case ParsedBody.TooLarge<AlertBatch>(var problem) -> throw new AssertionError(problem);
    };
  }
}
