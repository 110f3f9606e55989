package io.countersign.connectors.teams;

import static io.countersign.connectors.testing.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.notice.NoticeWords;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.testing.ApprovalNotifierContract;
import io.countersign.connectors.testing.LoopbackServer;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TeamsNotifierTest extends ApprovalNotifierContract {
  private static final String SIGNATURE = "sig-of-the-workflow-0123456789";
  private static final String PATH =
      "/workflows/00deadbeef00/triggers/manual/paths/invoke?api-version=2016-06-01&sig="
          + SIGNATURE;

  @TempDir Path folder;
  private volatile int status = 202;
  private volatile String told = "";
  private final LoopbackServer server =
      new LoopbackServer(
          (request, exchange) -> {
            if (status == 429) {
              exchange.getResponseHeaders().set("Retry-After", "30");
            }
            answer(exchange, status, told);
          });
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private TeamsNotifier teams;

  @BeforeEach
  void configure() throws IOException {
    teams = to(server.url() + PATH);
  }

  private TeamsNotifier to(String url) throws IOException {
    var file = Files.writeString(folder.resolve("url"), url + "\n");
    return new TeamsNotifier(
        new TeamsSettings("teams", "file:" + file, Duration.ofSeconds(60)),
        new BoundedHttp(),
        now::get);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected ApprovalNotifier notifier() {
    return teams;
  }

  @Override
  protected int taken() {
    return (int) server.requests().stream().filter(r -> r.method().equals("POST")).count();
  }

  @Override
  protected void down() {
    server.goDown();
  }

  private static Notice hostile(String text) {
    return new Notice(
        Notice.Kind.APPROVAL_REQUESTED,
        "rem_1",
        "inc_1",
        "a".repeat(64),
        "high",
        new Notice.Meaning(text, text),
        text,
        "http://127.0.0.1/x",
        Instant.EPOCH);
  }

  private static JsonNode card(String body) {
    return JsonMapper.shared().readTree(body).at("/attachments/0/content");
  }

  @Test
  void whoAsksToBeLeftAloneIs() {
    status = 429;
    var failed = Outcomes.failed(teams.notify(NOTICE));
    assertThat(failed.category().retryable()).isTrue();
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    status = 202;
    now.updateAndGet(it -> it.plusSeconds(29));
    assertThat(Outcomes.failed(teams.notify(NOTICE)).retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(taken()).as("asked").isEqualTo(1);
    now.updateAndGet(it -> it.plusSeconds(1));
    Outcomes.value(teams.notify(NOTICE));
    assertThat(taken()).isEqualTo(2);
  }

  @Test
  void itIsAnAdaptiveCardInAMessageWithALink() {
    Outcomes.value(teams.notify(NOTICE));
    var sent = server.last();
    assertThat(sent.uri().toString()).isEqualTo(PATH);
    assertThat(sent.header("Content-Type")).isEqualTo("application/json");
    var message = JsonMapper.shared().readTree(sent.body());
    assertThat(message.path("type").asString()).isEqualTo("message");
    assertThat(message.at("/attachments/0/contentType").asString())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    var card = card(sent.body());
    assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
    assertThat(card.path("version").asString()).isEqualTo("1.4");
    assertThat(card.at("/body/0/inlines/0/text").asString())
        .isEqualTo("Approval requested: frontend is slow for its users");
    assertThat(card.at("/actions/0/type").asString()).isEqualTo("Action.OpenUrl");
    assertThat(card.at("/actions/0/url").asString()).isEqualTo(NOTICE.url());
  }

  /** Text runs know no markup; a mention takes an entity, which only we write. */
  @Test
  void whatComesFromOutsideIsNeitherMentionNorLink() {
    var text = "<at>everybody</at> [click](http://evil.test) **x** \u202Egnp.exe \u0007";
    Outcomes.value(teams.notify(hostile(text)));
    var card = card(server.last().body());
    assertThat(card.at("/msteams/entities").isEmpty()).isTrue();
    for (var block : card.path("body")) {
      assertThat(block.path("type").asString()).isEqualTo("RichTextBlock");
    }
    assertThat(server.last().body()).doesNotContain("\u202E", "\\u202e", "\\u0007");
  }

  @Test
  void whoIsOnCallIsMentioned() {
    Outcomes.value(teams.notify(NOTICE, List.of("kim@example.org", "pat@example.org")));
    var card = card(server.last().body());
    assertThat(card.at("/body/1/text").asString())
        .isEqualTo("<at>on call 1</at> <at>on call 2</at>");
    assertThat(card.at("/msteams/entities/1/mentioned/id").asString()).isEqualTo("pat@example.org");
  }

  @Test
  void noCardIsLongerThanTeamsTakes() {
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      var text =
          random
              .ints(random.nextInt(6_000), 1, 0x10FFFF)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      var message = TeamsCard.message(NoticeWords.of(hostile(text)), List.of("a@example.org"));
      assertThat(message.getBytes(StandardCharsets.UTF_8).length).isLessThan(TeamsCard.MOST_BYTES);
      assertThat(card(message).path("body").isEmpty()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void whatMayPassIsToBeTriedAgain(int busy) {
    status = busy;
    assertThat(Outcomes.failed(teams.notify(NOTICE)).category().retryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 413})
  void aRefusalIsFinal(int refused) {
    status = refused;
    assertThat(Outcomes.failed(teams.notify(NOTICE)).category()).isEqualTo(FailureCategory.USER);
  }

  /** Whoever knows it may post: also what the other side says of it isn't repeated. */
  @Test
  void theAddressIsNeverToldAgain() {
    status = 400;
    told = "no workflow at " + PATH + " with sig " + SIGNATURE;
    var failed = Outcomes.failed(teams.notify(NOTICE));
    assertThat(failed.message())
        .contains("HTTP 400")
        .doesNotContain(SIGNATURE, "00deadbeef00", "/triggers");
    server.goDown();
    assertThat(Outcomes.failed(teams.notify(NOTICE)).message())
        .doesNotContain(SIGNATURE, "00deadbeef00");
    assertThat(teams.check().detail() + teams.check().advice())
        .doesNotContain(SIGNATURE, "00deadbeef00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://teams.example.org/x", "not an address", "ftp://example.org/x", "//x"})
  void anAddressThatWouldTravelInTheClearIsNotUsed(String url) throws IOException {
    var failed = Outcomes.failed(to(url).notify(NOTICE));
    assertThat(failed.code()).isEqualTo(FailureCode.UNAUTHORISED);
    assertThat(failed.message()).doesNotContain(url);
  }
}
