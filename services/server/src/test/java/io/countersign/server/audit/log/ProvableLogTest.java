package io.countersign.server.audit.log;

import static io.countersign.ledger.testing.Commands.standalone;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.NaiveTree;
import io.countersign.server.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The record as outsiders read it over HTTP and verify it by themselves. */
class ProvableLogTest {
  private static final int EVENTS = 600;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TestServer SERVER = TestServer.withoutLoops();
  private static LogClient auditor;

  @BeforeAll
  static void record() {
    write(EVENTS);
    auditor = new LogClient(SERVER, SERVER.person("auditor"));
  }

  private static void write(int many) {
    var ledger = SERVER.bean(Ledger.class);
    var refused =
        new IntakeEvent.Refused("grafana", RefusalCode.BAD_REQUEST, "\u00fc\r\n\ud83d\ude00\u2028");
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < many; i++) {
      submissions.add(standalone(refused, ""));
    }
    ledger.sendEach(submissions).forEach(CompletableFuture::join);
    long head = ledger.head();
    Eventually.holds("published", () -> ledger.provable().provedUpTo() >= head);
  }

  private static List<byte[]> leaves(LogClient client, long size) {
    return client.entries(size).stream().map(NaiveTree::leaf).toList();
  }

  @Test
  void anyEventIsProvedByItsIdAndByItsPosition() {
    var random = new Random(12);
    long size = auditor.head().size();
    for (int i = 0; i < 40; i++) {
      long position = 1 + random.nextLong(size);
      var reply = auditor.get("/proof?position=" + position);
      assertThat(reply.header("Content-Type")).startsWith("text/plain");
      assertThat(reply.header("Content-Disposition")).contains(position + ".tlog-proof");
      var event = auditor.proved(reply.text());
      assertThat(event.path("position").asLong()).isEqualTo(position);
      var again = auditor.get("/proof?event=" + event.path("event").asString());
      assertThat(auditor.proved(again.text())).isEqualTo(event);
      var entry = auditor.get("/entries/" + position);
      assertThat(entry.header("Content-Type")).isEqualTo("application/json");
      assertThat(entry.json()).isEqualTo(event);
    }
  }

  @Test
  void bundlesAndTilesMakeTheTreeThatWasSigned() {
    var head = auditor.head();
    var leaves = leaves(auditor, head.size());
    assertThat(NaiveTree.root(leaves)).isEqualTo(head.root());
    for (int level = 0; level < 2; level++) {
      long hashes = head.size() >> (8 * level);
      for (int index = 0; index * 256L < hashes; index++) {
        var address = LogClient.address(index, hashes - index * 256L);
        var tile = auditor.get("/tile/" + level + "/" + address);
        assertThat(tile.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(tile.header("Cache-Control")).contains("private", "immutable", "max-age=");
        var expected = NaiveTree.tile(leaves, level, index);
        assertThat(tile.response().body())
            .isEqualTo(Arrays.copyOf(expected, (int) Math.min(256, hashes - index * 256L) * 32));
      }
    }
  }

  @Test
  void aLaterCheckpointBeginsAsTheEarlierOne() {
    var old = auditor.head();
    write(3);
    var later = auditor.head();
    var reply = auditor.get("/consistency?from=" + old.size() + "&to=" + later.size());
    var parts = reply.text().split("\n\n", 2);
    var lines = parts[0].lines().toList();
    assertThat(lines.subList(0, 3))
        .containsExactly(
            "countersign.dev/consistency@v1", "old " + old.size(), "new " + later.size());
    var path = lines.subList(3, lines.size()).stream().map(LogClient::bytes).toList();
    assertThat(NaiveTree.isConsistent(old.size(), old.root(), later.size(), later.root(), path))
        .isTrue();
    assertThat(auditor.head(auditor.get("/checkpoint?size=" + old.size()).text()).root())
        .isEqualTo(old.root());
  }

  @Test
  void anExportOfAnyRangeEqualsTheEntriesAndVerifies() {
    long size = auditor.head().size();
    var entries = auditor.entries(size);
    var leaves = entries.stream().map(NaiveTree::leaf).toList();
    var whole = auditor.export("?to=" + size, leaves);
    assertThat(whole.from()).isZero();
    assertThat(whole.entries()).usingElementComparator(Arrays::compare).isEqualTo(entries);
    var random = new Random(13);
    for (int i = 0; i < 12; i++) {
      long from = 1 + random.nextLong(size);
      long to = from + random.nextLong(size - from + 1);
      var part = auditor.export("?from=" + from + "&to=" + to, leaves);
      assertThat(part.entries())
          .usingElementComparator(Arrays::compare)
          .isEqualTo(entries.subList((int) from - 1, (int) to));
    }
  }

  @Test
  void anExportOfATimeHoldsWhatWasRecordedInIt() {
    write(1);
    var size = auditor.head().size();
    var leaves = leaves(auditor, size);
    var times = recorded(size);
    var later = times.stream().filter(it -> it.isAfter(times.getFirst())).sorted().toList();
    var at = later.get(later.size() / 2);
    var none = auditor.export("?from=1970-01-01T00:00:00Z&to=1971-01-01T00:00:00Z", leaves);
    assertThat(none.entries()).isEmpty();
    var all = auditor.export("?from=1970-01-01T00:00:00Z", leaves);
    assertThat(all.from()).isZero();
    long before = times.stream().takeWhile(it -> it.isBefore(at)).count();
    assertThat(before).isBetween(1L, size - 1);
    var until = auditor.export("?to=" + at, leaves);
    assertThat(until.from()).isZero();
    assertThat(until.to()).isEqualTo(before);
    assertThat(auditor.export("?from=" + at, leaves).from()).isEqualTo(before);
  }

  /** When each of the first events was recorded, in the log's order. */
  private static List<Instant> recorded(long size) {
    return auditor.entries(size).stream()
        .map(it -> JSON.readTree(it).path("recordedAt").asString())
        .map(Instant::parse)
        .toList();
  }

  @Test
  void whatIsExportedWhileEventsComeIsWholeAndVerifies() {
    var leaves = leaves(auditor, auditor.head().size());
    var ended = new AtomicBoolean();
    var writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!ended.get()) {
                    write(40);
                  }
                });
    try {
      long before = 0;
      for (int i = 0; i < 5; i++) {
        var export = auditor.export("", leaves);
        assertThat(export.to()).isGreaterThanOrEqualTo(before);
        before = export.to();
      }
    } finally {
      ended.set(true);
    }
    Eventually.holds("the writer ended", () -> !writer.isAlive());
  }

  /** Asked at once, it's one of these answers, and in the end the proof. */
  @Test
  void whatWasJustRecordedIsProvedInAMoment() {
    var ledger = SERVER.bean(Ledger.class);
    var fact = new IntakeEvent.Refused("grafana", RefusalCode.BAD_REQUEST, "x");
    ledger.send(standalone(fact, "")).join();
    long position = ledger.head();
    var proof =
        Eventually.get(
            "the proof",
            () -> {
              var reply = auditor.get("/proof?position=" + position);
              if (reply.status() == 200) {
                return Optional.of(reply.text());
              }
              assertThat(reply.status()).isEqualTo(409);
              assertThat(reply.code()).isIn("NOT_IN_TREE", "NOT_PUBLISHED");
              return Optional.empty();
            });
    assertThat(auditor.proved(proof).path("position").asLong()).isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource({
    "/proof?position=999999999,404,UNKNOWN_EVENT",
    "/proof?position=0,404,UNKNOWN_EVENT",
    "/proof?position=-1,404,UNKNOWN_EVENT",
    "/proof?position=99999999999999999999,400,BAD_REQUEST",
    "/proof?position=x,400,BAD_REQUEST",
    "/proof?event=x,400,BAD_REQUEST",
    "/proof?event=0191d3c1-7b5e-7c3a-9f00-5d2f6a1b0c4d,404,UNKNOWN_EVENT",
    "/proof?event=0191d3c1-7b5e-7c3a-9f00-5d2f6a1b0c4d&position=1,400,BAD_REQUEST",
    "/proof,400,BAD_REQUEST",
    "/entries/0,404,UNKNOWN_EVENT",
    "/entries/999999999,404,UNKNOWN_EVENT",
    "/entries/x,400,BAD_REQUEST",
    "/checkpoint?size=999999999,404,UNKNOWN_CHECKPOINT",
    "/checkpoint?size=x,400,BAD_REQUEST",
    "/consistency?from=1&to=999999999,404,UNKNOWN_CHECKPOINT",
    "/consistency?from=2&to=1,400,BAD_REQUEST",
    "/consistency?from=1,400,BAD_REQUEST",
    "/export?from=0,404,UNKNOWN_EVENT",
    "/export?to=999999999,404,UNKNOWN_EVENT",
    "/export?from=5&to=3,400,BAD_REQUEST",
    "/export?from=yesterday,400,BAD_REQUEST",
    "/export?to=99999999999999999999,400,BAD_REQUEST",
    "/tile/-1/000,404,UNKNOWN_TILE",
    "/tile/0/x1000/000,404,UNKNOWN_TILE",
    "/tile/0/x999/x999/x999/x999/x999/999,404,UNKNOWN_TILE",
    "/tile/0/x999/x999/x999/x999/x999/x999/999,404,UNKNOWN_TILE",
    "/tile/63/000,404,UNKNOWN_TILE",
    "/tile/0/000.p/0,404,UNKNOWN_TILE",
    "/tile/0/000.p/256,404,UNKNOWN_TILE",
    "/tile/0/999,404,UNKNOWN_TILE",
    "/tile/entries/999,404,UNKNOWN_TILE",
    "/tile/entries/000.p/256,404,UNKNOWN_TILE",
    "/tile/0/x000/000,404,UNKNOWN_TILE",
    "/tile/0/..%2F..%2Fcheckpoint,400,BAD_REQUEST",
    "/tile/../checkpoint,400,BAD_REQUEST",
    "/tile/0/000;x=1,400,BAD_REQUEST",
    "/tile/0//000,400,BAD_REQUEST"
  })
  void whatIsNotThereOrNotWellAskedIsAProblemWithItsCode(String path, int status, String code) {
    var reply = auditor.get(path);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log",
        "/tile/0/000.p/1",
        "/tile/entries/000.p/1",
        "/entries/1",
        "/proof?position=1",
        "/consistency?from=1&to=1",
        "/export"
      })
  void whoMayNotReadEventsReadsNothingOfTheLogButItsHead(String path) {
    var token = SERVER.token("alertmanager", "alert_intake");
    var refused = SERVER.get(token, LogClient.BASE + path);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("FORBIDDEN");
    assertThat(SERVER.get("", LogClient.BASE + path).status()).isEqualTo(401);
    assertThat(SERVER.get(token, LogClient.BASE + "/checkpoint").text()).contains("\n\n\u2014 ");
    assertThat(SERVER.get("", LogClient.BASE + "/checkpoint").code()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void theLogSaysWhoseItIsAndHowFarItHasCome() {
    var log = auditor.get("/log").json();
    assertThat(log.path("origin").asString()).startsWith("countersign.local/");
    assertThat(log.path("keys")).hasSize(2);
    assertThat(log.path("quorum").asString()).isEqualTo("none");
    assertThat(log.path("policy").asString())
        .isEqualTo("log " + log.path("keys").path(0).asString() + "\nquorum none\n");
    assertThat(log.path("published").asLong()).isPositive();
    assertThat(log.has("problem")).isFalse();
    Eventually.holds("the doctor finds it well", () -> doctor().anyMatch(ProvableLogTest::isWell));
  }

  private static Stream<JsonNode> doctor() {
    var answer = SERVER.get(SERVER.administrator(), "/api/v1/doctor").json();
    return answer.path("checks").valueStream();
  }

  private static boolean isWell(JsonNode check) {
    return check.path("name").asString().equals("provable log")
        && check.path("ok").asBoolean()
        && check.path("detail").asString().contains("events in the tree");
  }

  @Test
  void theTimelineSaysWhatIsProved() {
    var alert =
        Map.of(
            "name",
            "ProvedDown",
            "fingerprint",
            UUID.randomUUID().toString(),
            "status",
            "firing",
            "severity",
            "critical",
            "startsAt",
            Instant.now().toString(),
            "entity",
            "service/rig/p" + UUID.randomUUID());
    var taken =
        SERVER.post(
            SERVER.token("", "alert_intake"), "/api/v1/alerts", Map.of("alerts", List.of(alert)));
    assertThat(taken.status()).as(taken.text()).isEqualTo(202);
    var incident =
        Eventually.get(
            "an incident",
            () ->
                SERVER
                    .get(SERVER.administrator(), "/api/v1/incidents")
                    .json()
                    .path("items")
                    .valueStream()
                    .filter(it -> it.toString().contains("ProvedDown"))
                    .findFirst());
    var path = "/api/v1/incidents/" + incident.path("id").asString();
    Eventually.holds(
        "all of it is proved",
        () ->
            SERVER
                .get(SERVER.administrator(), path + "/timeline")
                .json()
                .path("items")
                .valueStream()
                .allMatch(it -> it.path("proved").asBoolean()));
    var detail = SERVER.get(SERVER.administrator(), path).json();
    assertThat(detail.path("provedUpTo").asLong()).isGreaterThan(taken.position());
  }
}
