package io.countersign.connectors.alertmanager;

import static io.countersign.connectors.testing.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.silence.LabelMatcher;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.connectors.testing.LoopbackServer;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.testing.SilenceSourceContract;
import io.countersign.connectors.transport.BoundedHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Against a peer that answers as Alertmanager does. */
class AlertmanagerSilencesTest extends SilenceSourceContract {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<ObjectNode> told = new CopyOnWriteArrayList<>();
  private volatile LoopbackServer.Handler handler =
      (_, exchange) -> answer(exchange, 200, JSON.createArrayNode().addAll(told).toString());
  private final LoopbackServer server =
      new LoopbackServer((request, exchange) -> handler.handle(request, exchange));
  private final AlertmanagerSilences source = silences("/am/", "");

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected SilenceSource source() {
    return source;
  }

  @Override
  protected void silenced(Silence silence) {
    told.add(json(silence));
  }

  @Override
  protected void down() {
    server.goDown();
  }

  private static ObjectNode json(Silence silence) {
    var node =
        JSON.createObjectNode()
            .put("id", silence.id())
            .put("createdBy", silence.createdBy())
            .put("comment", silence.comment())
            .put("startsAt", silence.startsAt().toString())
            .put("endsAt", silence.endsAt().toString())
            .put("updatedAt", silence.startsAt().toString());
    node.putObject("status").put("state", silence.state().name().toLowerCase(Locale.ROOT));
    var matchers = node.putArray("matchers");
    for (var matcher : silence.matchers()) {
      matchers
          .addObject()
          .put("name", matcher.name())
          .put("value", matcher.value())
          .put("isRegex", matcher.regex())
          .put("isEqual", matcher.equal());
    }
    return node;
  }

  private AlertmanagerSilences silences(String path, String more) {
    var problems = new ArrayList<InputProblem>();
    var node = JSON.readTree("{\"url\":\"" + server.url() + path + "\"" + more + "}");
    var reader = SettingsReader.of(node, "", problems);
    var settings = SilenceSettings.read("am", reader);
    reader.finish();
    assertThat(problems).isEmpty();
    return new AlertmanagerSilences(settings, new BoundedHttp());
  }

  @Test
  void asksVersionTwoBelowTheConfiguredAddressWithItsBearer(@TempDir Path home) throws Exception {
    var token = Files.writeString(home.resolve("token"), "s3cret\n");
    var bearer = ",\"bearer\":\"file:" + token + "\",\"timeoutSeconds\":60";
    assertThat(Outcomes.value(silences("", bearer).silences())).isEmpty();
    assertThat(server.last().uri()).hasToString("/api/v2/silences");
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer s3cret");
    Outcomes.value(source.silences());
    assertThat(server.last().uri()).hasToString("/am/api/v2/silences");
  }

  @Test
  void whatHasEndedIsLeftOutAndOldReleasesHaveOnlyPositiveMatchers() {
    silenced(silence("old", now.minusSeconds(9), now.minusSeconds(1), Silence.State.EXPIRED));
    var plain = json(silence("now", now, now.plusSeconds(60), Silence.State.ACTIVE));
    plain.withArray("matchers").forEach(it -> ((ObjectNode) it).remove("isEqual"));
    told.add(plain);
    assertThat(Outcomes.value(source.silences()))
        .singleElement()
        .satisfies(it -> assertThat(it.matchers()).allMatch(LabelMatcher::equal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{}]",
        "not json",
        "[{\"id\":\"a\",\"matchers\":[]}]",
        "[{\"id\":\"a\",\"matchers\":[{\"name\":\"x\",\"value\":\"y\"}]}]",
        "[{\"id\":\"a\",\"matchers\":[{\"name\":\"x\",\"value\":\"y\",\"isRegex\":false}],"
            + "\"startsAt\":\"soon\"}]",
        "[{\"id\":\"a\",\"matchers\":[{\"name\":\"x\",\"value\":\"y\",\"isRegex\":false}],"
            + "\"startsAt\":\"2026-01-01T00:00:00Z\",\"endsAt\":\"2026-01-02T00:00:00Z\","
            + "\"status\":{\"state\":\"odd\"}}]"
      })
  void anAnswerThatIsNotUnderstoodIsNoSilence(String body) {
    handler = (_, exchange) -> answer(exchange, 200, body);
    assertThat(Outcomes.failed(source.silences()).code()).isEqualTo(FailureCode.BAD_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({"401, UNAUTHORISED", "404, NOT_FOUND", "500, BAD_ANSWER"})
  void aRefusalSaysWhatSort(int status, FailureCode code) {
    handler = (_, exchange) -> answer(exchange, status, "{}");
    assertThat(Outcomes.failed(source.silences()).code()).isEqualTo(code);
  }

  @Test
  void aLongCommentIsCut() {
    var node = json(silence("a", now, now.plusSeconds(60), Silence.State.ACTIVE));
    told.add(node.put("comment", "x".repeat(5_000)));
    assertThat(Outcomes.value(source.silences()).getFirst().comment()).hasSize(1_006);
  }
}
