package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.FreePort;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.simulators.http.Exchange;
import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraSimulator;
import io.countersign.simulators.jira.SiteSettings;
import io.countersign.workflows.incident.IncidentWorkflow;
import io.countersign.workflows.remediation.RemediationWorkflow;
import io.countersign.workflows.ticketing.TicketWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two hundred and twenty secrets in twenty forms go in by every way on which text comes in; the
 * whole loop runs; and none of them is in anything that is kept or told.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CanaryWalkTest {
  private static final String MAIL_PASSWORD = "cnry-password-of-the-mailer";
  private static final String TEAMS_PATH = "/workflows/cnry-of-the-workflow?sig=cnry-signature";
  private static final String TICKETS = "cnry-token-of-the-tickets";
  private static final List<String> CONFIGURED =
      List.of(
          Shop.TOKEN,
          NoticeInbox.SECRET,
          MAIL_PASSWORD,
          "cnry-of-the-workflow",
          "cnry-sig",
          TICKETS);

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  private final Canaries canaries = new Canaries();
  private final List<String> cards = new CopyOnWriteArrayList<>();
  private final GreenMail mails = new GreenMail(smtp());
  private final JiraSimulator jira =
      new JiraSimulator(0, SiteSettings.of(JiraEdition.CLOUD), TICKETS, InstantSource.system());
  private HttpServer teams;
  private NoticeInbox inbox;

  /** A busy machine may take long to start one. */
  private static ServerSetup smtp() {
    var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(Eventually.PATIENCE.toMillis());
    return setup;
  }

  @BeforeEach
  void listen() throws IOException {
    inbox = new NoticeInbox();
    mails.start();
    var _ = mails.setUser("mailer", "mailer", MAIL_PASSWORD);
    teams = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    teams.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            cards.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
          }
        });
    teams.start();
  }

  @AfterEach
  void end() {
    jira.close();
    teams.stop(0);
    mails.stop();
    inbox.close();
  }

  private String notifications() throws IOException {
    var secret = Files.writeString(folder.resolve("inbox"), NoticeInbox.SECRET);
    var password = Files.writeString(folder.resolve("mail"), MAIL_PASSWORD);
    var address = "http://127.0.0.1:" + teams.getAddress().getPort() + TEAMS_PATH;
    var url = Files.writeString(folder.resolve("teams"), address);
    return """
    notifications:
      - {kind: signed-webhook, name: hook, url: '%s', secret: 'file:%s'}
      - {kind: email, name: mail, host: 127.0.0.1, port: %s, security: none, user: mailer, \
    password: 'file:%s', from: countersign@example.org, to: [oncall@example.org]}
      - {kind: teams, name: teams, url: 'file:%s'}
    routes:
      - {name: all, to: [hook, mail, teams], remind: {afterMinutes: 60}}
    """
        .formatted(inbox.url(), secret, mails.getSmtp().getPort(), password, url);
  }

  /** Each incident and each remediation has one. */
  private String tickets() throws IOException {
    var token = Files.writeString(folder.resolve("tickets"), TICKETS);
    return """
    ticketing:
      jira:
        kind: jira
        url: %s
        project: OPS
        issueTypes: {incident: Incident, change-request: Change}
        internalInPublic: true
        email: bot@example.com
        token: 'file:%s'
        fields: [priority, assignee]
    tickets:
      - name: incidents
        connection: jira
        pollSeconds: 10
        map:
          - {local: state, remote: state, onConflict: ours}
      - {name: changes, connection: jira, kind: change-request}
    """
        .formatted(jira.address(), token);
  }

  /** What the executor is told of its target's state stands in the plan. */
  private String configuration(String usual) {
    var declared = new TreeMap<String, String>(canaries.of("declared state"));
    var fields =
        declared.entrySet().stream()
            .map(
                it ->
                    "x"
                        + it.getKey()
                        + ": "
                        + JsonMapper.shared().writeValueAsString(it.getValue()))
            .collect(Collectors.joining(", "));
    try {
      return usual.replace("maxReplicas: '6'", "maxReplicas: '6', " + fields)
          + notifications()
          + tickets();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothingThatIsKeptOrToldHoldsASecret() throws Exception {
    int port = FreePort.any();
    try (var _ = TestServer.createPortBoundServer(port);
        var scene = new ShopScene(this::configuration, "127.0.0.1:" + port)) {
      plantBefore(scene);
      scene.shop.deploy("2.0.0-bad");
      for (var service : List.of("orders", "web")) {
        var _ =
            scene.operator.alert(
                service,
                Instant.now(),
                canaries.of("label of " + service),
                canaries.of("annotation of " + service));
      }
      var card = scene.operator.expectRemediation("awaiting_approval");
      plantAbout(scene, card);
      assertThat(scene.operator.decide(card, "approve", "as shown").status()).isEqualTo(200);
      scene.operator.expectRemediation("completed");
      awaitNotices();
      awaitTickets(scene);
      assertThat(canaries.count()).isEqualTo(220);
      assertThat(Canaries.forms()).isEqualTo(20);
      LeakWalk.over(outlets(scene, card, port), canaries, CONFIGURED);
      assertThat(canaries.foundIn(answers(scene, card)))
          .as("what people wrote of an incident is beside the record, and shown as it was written")
          .allMatch(it -> it.startsWith("note "));
      LeakWalk.over(scene.source(), canaries.secrets());
    }
  }

  private void plantBefore(ShopScene scene) {
    scene.shop.answersAlso(canaries.of("answer of the executor"));
    canaries.of("reason of a change").values().forEach(scene.shop::tellsOfAChange);
  }

  /** By every way on which a person's text comes in, and by calls that are refused. */
  private void plantAbout(ShopScene scene, JsonNode card) throws IOException {
    var incident = "/api/v1/incidents/" + card.path("incident").asString();
    for (var text : canaries.of("note").values()) {
      assertThat(scene.operator.post(incident + "/note", Map.of("text", text)).status())
          .isLessThan(500);
    }
    for (var text : canaries.of("reason of a mute").values()) {
      var body =
          Map.of(
              "entity",
              "service/shop/none" + text.hashCode(),
              "reason",
              text,
              "until",
              Instant.now().plusSeconds(600).toString());
      assertThat(scene.operator.post("/api/v1/mutes", body).status()).isLessThan(500);
    }
    for (var text : canaries.of("query").values()) {
      var query = URLEncoder.encode(text, StandardCharsets.UTF_8);
      assertThat(scene.operator.get("/api/v1/incidents?cursor=" + query).status())
          .isBetween(400, 499);
    }
  }

  private void awaitNotices() {
    Operator.expect("a webhook", () -> some(inbox.bodies()));
    Operator.expect("a card", () -> some(cards));
    Operator.expect("a mail", () -> some(mails()));
  }

  private static Optional<Boolean> some(List<String> told) {
    return told.size() >= 2 ? Optional.of(true) : Optional.empty();
  }

  /** Somebody there writes secrets too, and what was written here is said there. */
  private void awaitTickets(ShopScene scene) {
    Operator.expect(
        "a ticket of the incident and one of the change",
        () -> jira.site().count() >= 2 ? Optional.of(true) : Optional.empty());
    canaries
        .of("comment on a ticket")
        .values()
        .forEach(it -> jira.site().commentAs("alice", "OPS-1", it));
    Operator.expect(
        "comments either way",
        () -> said().size() >= 25 && taken(scene) >= 20 ? Optional.of(true) : Optional.empty());
  }

  private static int taken(ShopScene scene) throws IOException {
    var path = "/api/v1/audit/events?type=ticketing.comment-taken&limit=50";
    return scene.operator.get(path).body().path("items").size();
  }

  /** What was asked of Jira, which is what it knows of us. */
  private List<String> said() {
    return jira.exchanges().stream()
        .map(Exchange::request)
        .map(it -> it.path() + it.query() + it.text())
        .filter(it -> !it.endsWith("{}"))
        .toList();
  }

  /** With what a reader of it sees: its parts decoded. */
  private List<String> mails() {
    return Arrays.stream(mails.getReceivedMessages())
        .map(it -> GreenMailUtil.getWholeMessage(it) + GreenMailUtil.getBody(it))
        .toList();
  }

  /** Whoever adds a surface adds it here: chat messages. */
  private List<LeakWalk.Outlet> outlets(ShopScene scene, JsonNode card, int port)
      throws IOException {
    var record = scene.operator.record().stream().map(JsonNode::toString).toList();
    return List.of(
        new LeakWalk.Outlet("the record", record),
        new LeakWalk.Outlet("webhooks", inbox.bodies()),
        new LeakWalk.Outlet("mails", mails()),
        new LeakWalk.Outlet("cards in Teams", List.copyOf(cards)),
        new LeakWalk.Outlet("tickets", said()),
        new LeakWalk.Outlet("histories", histories(card, port)));
  }

  private static List<String> answers(ShopScene scene, JsonNode card) throws IOException {
    var incident = card.path("incident").asString();
    var paths =
        List.of(
            "/api/v1/incidents/" + incident,
            "/api/v1/incidents/" + incident + "/timeline",
            "/api/v1/remediations/" + card.path("id").asString(),
            "/api/v1/notices?incident=" + incident,
            "/api/v1/doctor",
            "/api/v1/alerts",
            "/api/v1/changes");
    var answers = new CopyOnWriteArrayList<String>();
    for (var path : paths) {
      answers.add(scene.operator.get(path).body().toString());
    }
    return answers;
  }

  private static List<String> histories(JsonNode card, int port) {
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:" + port).build());
    try {
      var client = WorkflowClient.newInstance(stubs);
      return List.of(
              RemediationWorkflow.workflowId(card.path("id").asString()),
              IncidentWorkflow.workflowId(card.path("incident").asString()),
              TicketWorkflow.workflowId("jira/" + card.path("incident").asString()),
              TicketWorkflow.workflowId("jira/" + card.path("id").asString()))
          .stream()
          .map(it -> client.fetchHistory(it).toJson(true))
          .toList();
    } finally {
      stubs.shutdownNow();
    }
  }
}
