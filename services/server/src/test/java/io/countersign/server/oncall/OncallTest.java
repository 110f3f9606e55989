package io.countersign.server.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.config.TemporalTls;
import io.countersign.server.web.SystemOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server with schedules and routes in its file, as people and a mail server see it. */
class OncallTest {
  @TempDir(factory = ScratchFolder.class)
  static Path folder;

  private static final GreenMail MAILS = new GreenMail(smtp());

  private static LocalServer local;
  private static TestServer server;
  private static String responder;

  /** A busy machine may take long to start one. */
  private static ServerSetup smtp() {
    var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(Eventually.PATIENCE.toMillis());
    return setup;
  }

  @BeforeAll
  static void start() throws Exception {
    MAILS.start();
    local =
        LocalServer.start(
            configuration("Pat Example"),
            TestDatabase.create().settings(),
            "127.0.0.1:1",
            TemporalTls.NONE);
    server = TestServer.of(local);
    responder = server.person("responder");
  }

  @AfterAll
  static void end() throws IOException {
    local.close();
    MAILS.stop();
  }

  private static String configuration(String summary) throws IOException {
    var file =
        Files.writeString(
            folder.resolve(summary.replace(" ", "") + ".ics"),
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//tool//EN
            BEGIN:VEVENT
            UID:1
            SUMMARY:%s
            DTSTART:20260101T000000Z
            DTEND:20260601T000000Z
            END:VEVENT
            END:VCALENDAR
            """
                .formatted(summary)
                .replace("\n", "\r\n"));
    return """
    notifications:
      - {kind: email, name: mail, host: 127.0.0.1, port: %s, security: none, \
    from: countersign@example.org, to: [team@example.org]}
    people: {kim: kim@example.org}
    oncall:
      primary:
        via: mail
        zone: Europe/Berlin
        layers:
          - {name: weekly, start: 2026-01-05T09:00, participants: [kim]}
      imported:
        via: mail
        layers:
          - {name: tool, file: '%s', names: {Pat Example: pat}}
    routes:
      - name: escalations
        kinds: [incident-escalated]
        to: ['oncall:primary']
        remind: {afterMinutes: 30}
    """
        .formatted(MAILS.getSmtp().getPort(), file);
  }

  @Test
  void whoIsOnCallIsAnswered() {
    var all = server.get(responder, "/api/v1/oncall").json().path("items");
    assertThat(all.valueStream().map(it -> it.path("name").asString()))
        .containsExactly("primary", "imported");
    assertThat(all.get(0).path("person").asString()).isEqualTo("kim");
    assertThat(all.get(0).path("by").asString()).isEqualTo("weekly");
    assertThat(all.get(0).path("note").asString()).isEqualTo("kim is nobody's id here");
    var shown =
        server.get(responder, "/api/v1/oncall/imported?at=2026-05-30T00:00:00Z&days=4").json();
    assertThat(shown.path("person").asString()).isEqualTo("pat");
    assertThat(shown.path("shifts").size()).isEqualTo(2);
    assertThat(shown.at("/shifts/1/start").asString()).isEqualTo("2026-06-01T00:00:00Z");
    assertThat(shown.at("/shifts/1/person").isMissingNode()).isTrue();
  }

  @Test
  void whatCantBeAnsweredIsRefusedWithItsCode() {
    var unknown = server.get(responder, "/api/v1/oncall/nobodys");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("UNKNOWN_SCHEDULE");
    for (var query : List.of("days=0", "days=367", "days=x", "at=yesterday")) {
      var refused = server.get(responder, "/api/v1/oncall/primary?" + query);
      assertThat(refused.status()).as(query).isEqualTo(400);
    }
    assertThat(server.get("", "/api/v1/oncall").status()).isEqualTo(401);
  }

  @Test
  void theDoctorShowsGapsAndWhoCantBeTold() {
    var checks = server.get(server.administrator(), "/api/v1/doctor").json().path("checks");
    assertThat(check(checks, "imported"))
        .contains("nobody is on call")
        .contains("pat has no address under `people`", "pat is nobody's id here");
    assertThat(check(checks, "primary"))
        .doesNotContain("nobody is on call", "address")
        .contains("kim is nobody's id here");
    assertThat(check(checks, "routes of notices")).contains("cover every hour");
    assertThat(check(checks, "mail")).contains("takes the login");
  }

  private static String check(JsonNode checks, String name) {
    return checks
        .valueStream()
        .filter(it -> it.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .toString();
  }

  @Test
  void whoIsOnCallIsMailedAndAskedWhyItSaysSo() throws Exception {
    var incident = escalated();
    Eventually.holds("a mail", () -> mails().contains("[kim@example.org]"));
    Eventually.holds(
        "the line",
        () ->
            server.get(responder, "/api/v1/notices?incident=" + incident).text().contains("told"));
    var line = server.get(responder, "/api/v1/notices?incident=" + incident).json();
    assertThat(line.at("/items/0/target").asString()).isEqualTo("oncall:primary");
    assertThat(line.at("/items/0/person").asString()).isEqualTo("kim");
    assertThat(line.at("/items/0/route").asString()).isEqualTo("escalations");
    assertThat(line.path("due").size()).isEqualTo(1);
    assertThat(line.toString()).doesNotContain("example.org");
    assertThat(mails()).doesNotContain("team@example.org");
  }

  private static String mails() {
    return Arrays.stream(MAILS.getReceivedMessages())
        .map(
            it -> {
              try {
                return Arrays.toString(it.getAllRecipients());
              } catch (jakarta.mail.MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList()
        .toString();
  }

  private static String escalated() throws InterruptedException {
    var ledger = server.bean(Ledger.class);
    var entity = EntityId.service("rig", "orders");
    var began = Instant.parse("2026-01-01T00:00:00Z");
    var context = SystemOrigin.context(Instant.now());
    var alert =
        new ObserveAlert(
            "am",
            "a",
            "HighErrorRate",
            Severity.CRITICAL,
            entity,
            "errors",
            true,
            began,
            null,
            Map.of(),
            null);
    var incident = IncidentId.of(AlertId.of("am", "a", began));
    ledger.sendAll(List.of(new Submission.OfCommand(alert, context))).getFirst().join();
    assertThat(ledger.awaitCorrelation(ledger.head(), Eventually.PATIENCE)).isTrue();
    var escalate = new EscalateIncident(incident, 0, "look at it");
    var next = SystemOrigin.context(Instant.now());
    ledger.sendAll(List.of(new Submission.OfCommand(escalate, next))).getFirst().join();
    return incident.value();
  }

  /** Of another tool's file, which is fetched by other means, what could be read last stays. */
  @Test
  void aFileIsReadAgainAndStaysAsItWasWhereItCantBeUsed() throws IOException {
    var schedules = server.bean(OncallSchedules.class);
    var file = folder.resolve("PatExample.ics");
    var usable = Files.readString(file);
    Files.writeString(file, usable.replace("DTEND:20260601", "DTEND:20260605"));
    schedules.refresh(Instant.now());
    assertThat(server.get(responder, "/api/v1/oncall/imported?at=2026-06-04T00:00:00Z").text())
        .contains("\"person\":\"pat\"");
    Files.writeString(file, "no calendar");
    schedules.refresh(Instant.now());
    assertThat(server.get(responder, "/api/v1/oncall/imported?at=2026-06-04T00:00:00Z").text())
        .contains("\"person\":\"pat\"");
    var checks = server.get(server.administrator(), "/api/v1/doctor").json().path("checks");
    assertThat(check(checks, "imported")).contains("can't be used");
    Files.writeString(file, usable);
    schedules.refresh(Instant.now());
    assertThat(schedules.unusable("imported")).isEmpty();
  }

  /** It would be a gap that nobody sees. */
  @Test
  void anEventOfNobodysRefusesTheStart() throws IOException {
    var configuration = configuration("Sam Stranger");
    assertThatThrownBy(
            () ->
                LocalServer.start(
                        configuration,
                        TestDatabase.create().settings(),
                        "127.0.0.1:1",
                        TemporalTls.NONE)
                    .close())
        .rootCause()
        .hasMessageContaining("Sam Stranger");
  }
}
