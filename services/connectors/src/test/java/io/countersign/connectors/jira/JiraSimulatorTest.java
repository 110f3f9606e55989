package io.countersign.connectors.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketHint;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.testing.LoopbackServer;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.Reference;
import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraWebhookSender.Delivery;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person does on the page, and what the webhook tells of it, as the product takes it. */
class JiraSimulatorTest {
  private static final TicketDraft DRAFT =
      new TicketDraft("incident", "<script>alert(1)</script>", "", Map.of());

  @TempDir private Path folder;

  private static Reference created(JiraFixture fixture) {
    return Outcomes.value(fixture.ticketing.create("countersign:inc_1", DRAFT, null)).reference();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void press(JiraFixture fixture, String key, Map<String, String> form)
      throws Exception {
    var body =
        form.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var address = URI.create(fixture.jira.address() + "/browse/" + key);
    var answer =
        send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(303);
  }

  @Test
  void aPersonOnThePageMovesAndCommentsAndNothingOnItIsAlive() throws Exception {
    try (var fixture = new JiraFixture(JiraEdition.CLOUD, folder)) {
      var ticket = created(fixture);
      var page = send(HttpRequest.newBuilder(URI.create(ticket.url()))).body();
      assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>");
      press(fixture, "OPS-1", Map.of("do", "move", "value", "Start", "as", "bob"));
      press(fixture, "OPS-1", Map.of("do", "comment", "value", "on it", "as", "bob"));
      assertThat(Outcomes.value(fixture.ticketing.read(ticket)).status()).isEqualTo("In Progress");
      assertThat(Outcomes.value(fixture.ticketing.comments(ticket)))
          .extracting(it -> it.author(), it -> it.text())
          .containsExactly(tuple(fixture.user("bob"), "on it"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoWroteACommentHasANameAndTheCommentAnAddress(JiraEdition edition) throws Exception {
    try (var fixture = new JiraFixture(edition, folder)) {
      var ticket = created(fixture);
      press(fixture, "OPS-1", Map.of("do", "comment", "value", "on it", "as", "bob"));
      var comment = Outcomes.value(fixture.ticketing.comments(ticket)).getFirst();
      assertThat(Outcomes.value(fixture.ticketing.nameOf(comment.author())))
          .isEqualTo("Bob Okafor");
      assertThat(fixture.ticketing.addressOf(ticket, comment.reference().id()))
          .isEqualTo(comment.reference().url())
          .endsWith("?focusedCommentId=" + comment.reference().id());
      assertThat(Outcomes.failed(fixture.ticketing.nameOf(new TicketUser("nobody"))).code())
          .isEqualTo(FailureCode.NOT_FOUND);
    }
  }

  /** What keeps text inert is for the product, and not for its readers. */
  @ParameterizedTest
  @EnumSource
  void whoReadsThePageSeesTheTextAndNotWhatKeepsItInert(JiraEdition edition) throws Exception {
    var text = "h1. [~admin] *bold* {code} C:\\new !x.png! #1 (/) -- a|b";
    try (var fixture = new JiraFixture(edition, folder)) {
      var draft = new TicketDraft("incident", "title", text, Map.of());
      var ticket =
          Outcomes.value(fixture.ticketing.create("countersign:inc_1", draft, null)).reference();
      var comment = new TicketComment("said: " + text, Visibility.INTERNAL);
      Outcomes.value(fixture.ticketing.comment(ticket, "evt_1", comment));
      var page = send(HttpRequest.newBuilder(URI.create(ticket.url()))).body();
      assertThat(page).contains("<pre>" + text + "</pre>", "<pre>said: " + text + "</pre>");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheWebhookSendsIsAHintForItsIssueHoweverOftenAndInWhateverOrder(JiraEdition edition)
      throws Exception {
    try (var fixture = new JiraFixture(edition, folder);
        var receiver =
            new LoopbackServer((_, exchange) -> LoopbackServer.answer(exchange, 202, ""))) {
      var webhook = fixture.jira.webhook(URI.create(receiver.url() + "/hook"), JiraFixture.SECRET);
      webhook.hold();
      var ticket = created(fixture);
      fixture.jira.site().transitionAs("alice", ticket.id(), "Start");
      fixture.jira.site().commentAs("alice", ticket.id(), "Zürich – 承認 ✅");
      fixture.jira.site().deleteAs("alice", ticket.id());
      var held = webhook.held();
      assertThat(held).hasSize(4);
      for (var delivery : held.reversed()) {
        var first = hint(fixture, receiver, webhook.redeliver(delivery, 0));
        var again = hint(fixture, receiver, webhook.redeliver(delivery, 1));
        assertThat(again).isEqualTo(first);
        assertThat(first.ticket()).contains(ticket.id());
        assertThat(first.delivery()).isEqualTo(delivery.id());
      }
      var forged = new Delivery("webhook-9", held.getFirst().body());
      webhook.redeliver(forged, 0);
      var last = receiver.last();
      var headers = lower(last);
      headers.put("x-hub-signature", "sha256=00");
      var body = last.body().getBytes(StandardCharsets.UTF_8);
      assertThat(Outcomes.failed(fixture.ticketing.hint(headers, body)).code())
          .isEqualTo(FailureCode.UNAUTHORISED);
    }
  }

  private static TicketHint hint(JiraFixture fixture, LoopbackServer receiver, int status) {
    assertThat(status).isEqualTo(202);
    var got = receiver.last();
    return Outcomes.value(
        fixture.ticketing.hint(lower(got), got.body().getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> lower(LoopbackServer.Request request) {
    return request.headers().entrySet().stream()
        .collect(
            Collectors.toMap(
                it -> it.getKey().toLowerCase(Locale.ROOT), it -> it.getValue().getFirst()));
  }
}
