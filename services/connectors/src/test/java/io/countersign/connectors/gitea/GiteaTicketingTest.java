package io.countersign.connectors.gitea;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.Reference;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Gitea is asked, and what is made of answers that a real one seldom gives. */
class GiteaTicketingTest {
  private static final String KEY = "countersign:inc_0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");
  private static final TicketDraft DRAFT =
      new TicketDraft("incident", "checkout-api fails", "Customer X is hit.", Map.of());
  private static final String OURS =
      """
      {"number":1,"title":"t","state":"open","updated_at":"2026-11-27T19:00:00Z","user":{"id":7},
       "labels":[],"body":"x\\n\\n<!-- countersign=%s -->",
       "repository":{"id":3,"full_name":"a/b"}}\
      """
          .formatted(KEY);

  @TempDir private Path folder;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private GiteaTicketing ticketing;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    var token = Files.writeString(folder.resolve("token"), "t");
    var settings =
        new GiteaSettings(
            "gitea",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            "a/b",
            "file:" + token,
            null,
            List.of("priority"),
            false,
            Duration.ofMinutes(1),
            Duration.ofSeconds(60));
    ticketing = new GiteaTicketing(settings, new BoundedHttp(), InstantSource.fixed(NOW));
    answers.put("/api/v1/user", "{\"id\":7}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    var body = answers.getOrDefault(exchange.getRequestURI().getPath(), "[]");
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private List<String> searches() {
    return asked.stream().filter(it -> it.contains("/repos/issues/search")).toList();
  }

  @Test
  void whatWasNeverTriedIsLookedForOnOnePageAndNothingIsWrittenWhereAllReadIt() {
    answers.put("/api/v1/repos/a/b", "{\"private\":false}");
    var failed = Outcomes.failed(ticketing.create(KEY, DRAFT, null));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.message()).contains("public").contains("internalInPublic");
    assertThat(searches()).hasSize(1);
    assertThat(asked).noneMatch(it -> it.startsWith("POST"));
  }

  @Test
  void whatWasTriedIsLookedForSinceThenAndNoFurtherThanItsPage() {
    answers.put("/api/v1/repos/issues/search", "[" + OURS + "]");
    var found = Outcomes.value(ticketing.create(KEY, DRAFT, NOW.minusSeconds(60)));
    assertThat(found.reference().id()).isEqualTo("3-1");
    assertThat(searches()).singleElement().asString().contains("since=2026-11-27T19%3A49%3A00Z");
  }

  @Test
  void aListWithoutEndIsToldPartByPart() {
    answers.put("/api/v1/repos/issues/search", "[" + OURS + "]");
    var first = Outcomes.value(ticketing.changedSince(ticketing.cursorAt(NOW)));
    assertThat(first.more()).isTrue();
    assertThat(first.tickets()).hasSize(1);
    answers.put("/api/v1/repos/issues/search", "[]");
    var last = Outcomes.value(ticketing.changedSince(first.cursor()));
    assertThat(last.more()).isFalse();
    assertThat(searches()).hasSize(101).last().asString().endsWith("&page=101");
  }

  @Test
  void whatMayBeOnItsWayIsWaitedFor() {
    var undecided = Outcomes.failed(ticketing.create(KEY, DRAFT, NOW.minusSeconds(10)));
    assertThat(undecided.code()).isEqualTo(FailureCode.STALE);
    assertThat(undecided.retryAfter()).isEqualTo(Duration.ofSeconds(51));
    assertThat(asked).noneMatch(it -> it.startsWith("POST"));
  }

  @Test
  void aUserIsNamedByTheirLoginAndACommentByItsAddress() {
    answers.put("/api/v1/users/search", "{\"data\":[{\"id\":9,\"login\":\"kim\"}]}");
    assertThat(Outcomes.value(ticketing.nameOf(new TicketUser("9")))).isEqualTo("kim");
    var ticket = new Reference("gitea", "incident", "3-1", "https://git.example/a/b/issues/1");
    assertThat(ticketing.addressOf(ticket, "7"))
        .isEqualTo("https://git.example/a/b/issues/1#issuecomment-7");
  }

  @Test
  void whatWasEditedIsNobodysWord() {
    answers.put("/api/v1/repositories/3", "{\"full_name\":\"a/b\"}");
    answers.put("/api/v1/repos/a/b/issues/1", OURS);
    answers.put(
        "/api/v1/repos/a/b/issues/1/comments",
        """
        [{"id":1,"user":{"id":9},"body":"as written","created_at":"2026-11-27T19:00:00Z",
          "updated_at":"2026-11-27T19:00:00Z"},
         {"id":2,"user":{"id":9},"body":"as edited","created_at":"2026-11-27T19:00:00Z",
          "updated_at":"2026-11-27T19:00:05Z"}]\
        """);
    var ticket = new Reference("gitea", "incident", "3-1", "https://git.example/a/b/issues/1");
    assertThat(Outcomes.value(ticketing.comments(ticket)))
        .extracting(it -> it.author())
        .containsExactly(new TicketUser("9"), TicketUser.UNSEEN);
  }

  @Test
  void aSiteIsTheSameWhateverTheConnectionIsCalled() {
    assertThat(ticketing.site()).isEqualTo("127.0.0.1:" + server.getAddress().getPort());
  }
}
