package io.countersign.connectors.gitea;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.testing.TicketingContract;
import io.countersign.domain.Reference;
import io.countersign.domain.testing.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The contract of tickets in a real Gitea, which none of us wrote. */
@EnabledIf("io.countersign.connectors.gitea.GiteaFixture#isThere")
class GiteaContractTest extends TicketingContract {
  @TempDir private Path folder;
  private GiteaFixture gitea;

  @BeforeEach
  void start() {
    gitea = new GiteaFixture(folder, true);
  }

  @AfterEach
  void close() {
    gitea.close();
  }

  @Override
  protected Ticketing ticketing() {
    return gitea.ticketing;
  }

  @Override
  protected int count() {
    return gitea.asAlice("GET", gitea.path() + "/issues?state=all&limit=50", "").size();
  }

  private String issue(Reference ticket) {
    return gitea.path() + "/issues/" + ticket.id().replaceFirst(".*-", "");
  }

  /** As Gitea shows them, which is how people read them. */
  @Override
  protected List<TicketComment> comments(Reference ticket) {
    return gitea
        .asAlice("GET", issue(ticket) + "/comments", "")
        .valueStream()
        .map(it -> it.path("body").asString())
        .map(
            it ->
                new TicketComment(
                    gitea.shown(it).replaceAll("<[^>]*>", "").strip(),
                    it.contains("countersign=internal:") ? Visibility.INTERNAL : Visibility.PUBLIC))
        .toList();
  }

  @Override
  protected void loseNextAnswer() {
    gitea.proxy.loseNext("POST .*/(issues|comments)");
  }

  @Override
  protected void changedByOthers(Reference ticket, String field, String value) {
    var label = "{\"name\":\"%s/%s\",\"color\":\"#111111\",\"exclusive\":true}";
    var made =
        gitea.asAlice("POST", gitea.path() + "/labels", label.formatted(field, value)).path("id");
    gitea.asAlice("POST", issue(ticket) + "/labels", "{\"labels\":[" + made + "]}");
  }

  @Override
  protected TicketUser commentedByOthers(Reference ticket, String text) {
    gitea.asAlice("POST", issue(ticket) + "/comments", "{\"body\":\"" + text + "\"}");
    return gitea.alice();
  }

  @Override
  protected void movedElsewhere(Reference ticket) {
    var path = gitea.path();
    gitea.asBot("PATCH", path, "{\"name\":\"" + path.replaceFirst(".*/", "") + "-moved\"}");
  }

  @Override
  protected void deleted(Reference ticket) {
    gitea.asAlice("DELETE", issue(ticket), "");
  }

  @Override
  protected void down() {
    gitea.proxy.close();
  }

  private Reference created(String description) {
    var draft = new TicketDraft("incident", "checkout-api fails", description, Map.of());
    return Outcomes.value(ticketing().create(KEY, draft, null)).reference();
  }

  @Test
  void textsMentionNobodyAndMeanNothingButThemselves() {
    var hostile = "@alice closes #1 ![x](http://127.0.0.1:1/x) <b>bold</b> `code` --> *a*";
    var ticket = created(hostile);
    var body = gitea.asAlice("GET", issue(ticket), "").path("body").asString();
    var html = gitea.shown(body);
    assertThat(html).doesNotContain("<img", "<b>", "<code>", "<em>");
    assertThat(html.replaceAll("<[^>]*>", "").strip())
        .isEqualTo(
            "@alice closes #1 ![x](http://127.0.0.1:1/x) &lt;b&gt;bold&lt;/b&gt; `code` --&gt;"
                + " *a*");
    assertThat(gitea.asAlice("GET", "notifications?all=true", "").toString())
        .doesNotContain(gitea.path());
  }

  @Test
  void aTicketIsRefusedWhereEverybodyReads() {
    try (var open = new GiteaFixture(folder, false)) {
      var draft = new TicketDraft("incident", "x", "Customer X is hit.", Map.of());
      assertThat(Outcomes.failed(open.ticketing.create(KEY, draft, null)).code())
          .isEqualTo(FailureCode.REFUSED);
      assertThat(open.ticketing.check().advice()).contains("internalInPublic");
    }
  }

  @Test
  void somebodyElsesIssueWithOurMarkIsNotOurs() {
    gitea.asAlice(
        "POST",
        gitea.path() + "/issues",
        "{\"title\":\"look here\",\"body\":\"x\\n\\n<!-- countersign=" + KEY + " -->\"}");
    created("ours");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void whoIsAssignedIsTheirIdWhateverTheyAreCalled() {
    var ticket = created("x");
    var alice = gitea.alice().id();
    var read = Outcomes.value(ticketing().update(ticket, Map.of("assignee", alice)));
    assertThat(read.fields()).containsEntry("assignee", alice);
    var told = Outcomes.value(ticketing().history(ticket, read.updatedAt().minusSeconds(60)));
    assertThat(told)
        .extracting("field", "to")
        .contains(org.assertj.core.groups.Tuple.tuple("assignee", alice));
    assertThat(Outcomes.failed(ticketing().update(ticket, Map.of("assignee", "987654"))).code())
        .isEqualTo(FailureCode.REFUSED);
    assertThat(Outcomes.value(ticketing().update(ticket, Map.of("assignee", ""))).fields())
        .doesNotContainKey("assignee");
  }

  private record Delivery(Map<String, String> headers, byte[] body) {}

  @Test
  void itsOwnDeliveriesAreTakenAndAChangedByteIsNot() throws Exception {
    var delivered = new LinkedBlockingQueue<Delivery>();
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        it -> {
          var headers = new HashMap<String, String>();
          it.getRequestHeaders()
              .forEach(
                  (name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.getFirst()));
          delivered.add(new Delivery(headers, it.getRequestBody().readAllBytes()));
          it.sendResponseHeaders(200, -1);
          it.close();
        });
    receiver.start();
    try {
      var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
      gitea.asBot(
          "POST",
          gitea.path() + "/hooks",
          "{\"type\":\"gitea\",\"active\":true,\"events\":[\"issues\",\"issue_comment\"],"
              + "\"config\":{\"url\":\""
              + url
              + "\",\"content_type\":\"json\",\"secret\":\""
              + GiteaFixture.SECRET
              + "\"}}");
      var ticket = created("x");
      commentedByOthers(ticket, "hello");
      for (int i = 0; i < 2; i++) {
        var it =
            Objects.requireNonNull(
                delivered.poll(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS));
        var hint = Outcomes.value(ticketing().hint(it.headers(), it.body()));
        assertThat(hint.ticket()).contains(ticket.id());
        it.body()[it.body().length / 2] ^= 1;
        assertThat(Outcomes.failed(ticketing().hint(it.headers(), it.body())).code())
            .isEqualTo(FailureCode.UNAUTHORISED);
      }
    } finally {
      receiver.stop(0);
    }
  }
}
