package io.countersign.connectors.feed;

import static io.countersign.connectors.testing.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.connectors.testing.ChangeFeedContract;
import io.countersign.connectors.testing.LoopbackServer;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonChangeFeedTest extends ChangeFeedContract {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<ObjectNode> records = new CopyOnWriteArrayList<>();
  private volatile LoopbackServer.Handler handler = this::supervisor;
  private final LoopbackServer server =
      new LoopbackServer((request, exchange) -> handler.handle(request, exchange));
  private final JsonChangeFeed feed =
      new JsonChangeFeed(settings(), "unknown", new BoundedHttp(), InstantSource.system());

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected ChangeFeed feed() {
    return feed;
  }

  @Override
  protected void changed(ObservedChange observed) {
    var change = observed.change();
    var record =
        JSON.createObjectNode()
            .put("service", change.entity().name())
            .put("action", change.action())
            .put("at", BigDecimal.valueOf(change.at().toEpochMilli(), 3))
            .put("change_id", change.reference())
            .put("from_version", change.fromVersion())
            .put("to_version", change.toVersion())
            .put("actor", observed.actor())
            .put("reason", "because of " + change.remediation() + ", as agreed");
    records.add(record);
  }

  @Override
  protected void badRecord() {
    records.add(JSON.createObjectNode().put("at", 1_999_999_999).put("service", "../etc"));
  }

  @Override
  protected void down() {
    server.goDown();
  }

  @Test
  void asksFromTheInstantOn() {
    Outcomes.value(feed.since(T0));
    assertThat(server.last().uri()).hasToString("/changes?since=" + T0.getEpochSecond() + ".250");
  }

  @Test
  void recordsOfEveryUnreadableSortAreTold() {
    records.add(JSON.createObjectNode().put("at", "soon"));
    records.add(record().put("at", new BigDecimal("1e90")));
    records.add(record().put("service", " "));
    records.add(record().put("action", " "));
    records.add(record());
    handler = (_, exchange) -> answer(exchange, 200, body());
    var answer = Outcomes.value(feed.since(T0));
    assertThat(answer.problems())
        .extracting(InputProblem::at)
        .containsExactly("/changes/0", "/changes/1", "/changes/2", "/changes/3");
    assertThat(answer.changes()).hasSize(1);
    assertThat(answer.changes().getFirst().change().reference()).isNull();
  }

  @Test
  void anOddRecordIsKeptAndMarkedAndCostsNoOther() {
    records.add(record().put("service", "a\ud800"));
    records.add(record().put("service", "Order Service").put("action", "x".repeat(300)));
    records.add(record().put("to_version", 42).put("reason", "a\0b"));
    handler = (_, exchange) -> answer(exchange, 200, body());
    var answer = Outcomes.value(feed.since(T0));
    assertThat(answer.problems()).isEmpty();
    assertThat(answer.changes())
        .extracting(it -> Objects.requireNonNull(it.change().reading()).adjustments())
        .containsExactly(
            Set.of(Adjustment.ENTITY_NAME_REPLACED, Adjustment.CHARACTERS_REPLACED),
            Set.of(Adjustment.MEMBER_CUT, Adjustment.ENTITY_NAME_REPLACED),
            Set.of(Adjustment.CHARACTERS_REPLACED));
    assertThat(answer.changes().get(1).change().entity().name()).isEqualTo("Order-Service");
    assertThat(answer.changes().getLast().change().toVersion()).isEqualTo("42");
  }

  @Test
  void whatIsNamedTwiceOrNoNumberCostsNoOtherRecord() {
    records.add(record().put("reference", "x"));
    records.add(record().put("weight", 7));
    records.add(record());
    var body =
        body()
            .replace("\"reference\":\"x\"", "\"action\":\"deploy\"")
            .replace("\"weight\":7", "\"weight\":NaN");
    handler = (_, exchange) -> answer(exchange, 200, body);
    var answer = Outcomes.value(feed.since(T0));
    assertThat(answer.problems()).isEmpty();
    assertThat(answer.changes()).hasSize(3);
    var twice = answer.changes().getFirst().change();
    assertThat(twice.action()).isEqualTo("deploy");
    assertThat(Objects.requireNonNull(twice.reading()).adjustments())
        .containsExactly(Adjustment.MEMBER_NAMED_TWICE);
    assertThat(answer.adjusted())
        .extracting(InputProblem::toString)
        .containsExactly("/changes/0: kept: member-named-twice");
  }

  @Test
  void anAnswerWithoutRecordsIsABadAnswer() {
    handler = (_, exchange) -> answer(exchange, 200, "{\"items\": []}");
    assertThat(Outcomes.failed(feed.since(T0)).code()).isEqualTo(FailureCode.BAD_ANSWER);
    handler = (_, exchange) -> answer(exchange, 404, "{}");
    assertThat(Outcomes.failed(feed.since(T0)).code()).isEqualTo(FailureCode.NOT_FOUND);
  }

  private static ObjectNode record() {
    return JSON.createObjectNode().put("service", "a").put("action", "stop").put("at", 1.5);
  }

  private void supervisor(LoopbackServer.Request request, HttpExchange exchange)
      throws IOException {
    var since = new BigDecimal(request.uri().getQuery().substring("since=".length()));
    records.removeIf(record -> record.get("at").decimalValue().compareTo(since) < 0);
    answer(exchange, 200, body());
  }

  private String body() {
    // Half of a character goes over the wire as an escape.
    return JSON.createObjectNode()
        .set("changes", JSON.createArrayNode().addAll(records))
        .toString()
        .replace("\ud800", "\\ud800");
  }

  private JsonFeedSettings settings() {
    var problems = new ArrayList<InputProblem>();
    var node =
        JSON.readTree(
            """
            {"url": "%s/changes?since=${since}", "records": "/changes", "atFormat": "unix-seconds",
             "environment": "rig", "fields": {"entity": "/service", "action": "/action", "at": "/at",
             "reference": "/change_id", "fromVersion": "/from_version", "toVersion": "/to_version",
             "actor": "/actor", "reason": "/reason"}}
            """
                .formatted(server.url()));
    var reader = SettingsReader.of(node, "", problems);
    var settings = JsonFeedSettings.read(FEED, reader);
    reader.finish();
    assertThat(problems).isEmpty();
    return settings;
  }
}
