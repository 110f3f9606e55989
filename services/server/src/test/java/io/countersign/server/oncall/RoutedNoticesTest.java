package io.countersign.server.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.oncall.DutyOverride;
import io.countersign.domain.oncall.Rotation;
import io.countersign.domain.oncall.route.FollowUp;
import io.countersign.domain.oncall.route.Route;
import io.countersign.domain.oncall.route.RouteMatch;
import io.countersign.domain.oncall.route.Routing;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.oncall.NoticesDue;
import io.countersign.ledger.oncall.NoticesTold;
import io.countersign.server.TestServer;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.automation.NoticeTarget;
import io.countersign.server.automation.RoutedNotice;
import io.countersign.server.config.Connections;
import io.countersign.server.config.notice.NoticeSettings;
import io.countersign.server.config.notice.ScheduleSettings;
import io.countersign.server.config.notice.ScheduleSettings.Declared;
import io.countersign.server.config.notice.ScheduleSettings.LayerSettings;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Who hears of what, and who hears next, on real tables; each test with routes of its own. */
class RoutedNoticesTest {
  private static final PrincipalId KIM = new PrincipalId("kim");
  private static final PrincipalId PAT = new PrincipalId("pat");

  /** Far ahead: what is due at its time is none of the server's own work yet. */
  private static final Instant FIRST = Instant.parse("2080-06-03T10:00:00Z");

  private final TestServer server = TestServer.withoutLoops();
  private final Ledger ledger = server.bean(Ledger.class);
  private final AddressedInbox mail = new AddressedInbox("mail");
  private final AddressedInbox chat = new AddressedInbox("chat");
  private final Connections connections = new Connections(List.of(mail, chat));
  private volatile Instant now = FIRST;

  private static Route route(RouteMatch match, List<String> to, FollowUp... followUps) {
    return new Route("own", match, to, false, List.of(followUps));
  }

  private static RouteMatch of(String environment) {
    return new RouteMatch(Set.of(), Set.of(), Set.of(), Set.of(environment), List.of());
  }

  private static FollowUp reminder(int minutes, String... to) {
    return new FollowUp(Duration.ofMinutes(minutes), false, List.of(to));
  }

  private static FollowUp escalation(int minutes, String... to) {
    return new FollowUp(Duration.ofMinutes(minutes), true, List.of(to));
  }

  private OncallSchedules schedules(DutyOverride... overrides) {
    return schedules(KIM, overrides);
  }

  private OncallSchedules schedules(PrincipalId first, DutyOverride... overrides) {
    var start = LocalDateTime.parse("2080-06-03T00:00");
    var rotation = new Rotation(List.of(first, PAT), start, 24, ZoneOffset.UTC);
    var primary =
        new ScheduleSettings(
            "primary",
            "mail",
            ZoneOffset.UTC,
            List.of(new LayerSettings("daily", new Declared(rotation), List.of())),
            List.of(overrides));
    return new OncallSchedules(
        new NoticeSettings(
            Routing.NONE,
            List.of(primary),
            Map.of(first, "kim@example.org", PAT, "pat@example.org")),
        server.bean(Principals.class),
        now);
  }

  private RoutedNotices routed(OncallSchedules schedules, Route... routes) {
    return new RoutedNotices(
        new Routing(List.of(routes)),
        schedules,
        server.bean(NoticeSubjects.class),
        server.bean(NoticesTold.class),
        server.bean(NoticesDue.class),
        () -> now);
  }

  private FollowUps followUps(RoutedNotices routes) {
    return new FollowUps(
        ledger,
        server.bean(DueEnd.class),
        server.bean(NoticeSubjects.class),
        routes,
        connections,
        new NoticeDelivery(routes, (notice, _) -> notice),
        server.bean(NoticesTold.class),
        server.bean(NoticesDue.class),
        () -> now);
  }

  private RoutedNotice news(Notice.Kind kind, String incident) {
    return new RoutedNotice(noticeAt(kind, incident, FIRST), ledger.head(), incident + ' ');
  }

  private static Notice noticeAt(Notice.Kind kind, String incident, Instant at) {
    return new Notice(
        kind, "", incident, "", "", Notice.Meaning.UNKNOWN, "", "http://127.0.0.1/x", at);
  }

  private void tell(RoutedNotices routes, RoutedNotice news) {
    for (var notifier : List.of(mail, chat)) {
      routes
          .targets(notifier.name(), news)
          .forEach(
              it -> new NoticeDelivery(routes, (notice, _) -> notice).send(notifier, it, news));
    }
  }

  private String incident(String environment) throws InterruptedException {
    var entity = new EntityId("service", environment, "s" + UUID.randomUUID());
    var began = Instant.parse("2026-01-01T00:00:00Z");
    send(
        new ObserveAlert(
            "am",
            entity.toString(),
            "HighErrorRate",
            Severity.CRITICAL,
            entity,
            "errors",
            true,
            began,
            null,
            Map.of(),
            null));
    assertThat(ledger.awaitCorrelation(ledger.head(), Eventually.PATIENCE)).isTrue();
    var incident = IncidentId.of(AlertId.of("am", entity.toString(), began));
    send(new EscalateIncident(incident, 0, "look at it"));
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    return incident.value();
  }

  private void send(Command command) {
    var context = SystemOrigin.context(Instant.now());
    var _ = ledger.sendAll(List.of(new Submission.OfCommand(command, context))).getFirst().join();
  }

  private static String environment() {
    return "e" + UUID.randomUUID();
  }

  private List<String> why(String incident) {
    return server.bean(NoticesTold.class).list(incident, 100).stream()
        .map(it -> it.receiver() + " " + it.outcome() + ": " + it.why())
        .sorted()
        .toList();
  }

  @Test
  void whoIsNamedHearsAndOfTheOthersItIsKnownWhyNot() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    tell(
        routed(schedules(), route(of(environment), List.of("chat"))),
        news(Notice.Kind.INCIDENT_ESCALATED, incident));
    assertThat(chat.about(incident)).hasSize(1);
    assertThat(mail.about(incident)).isEmpty();
    assertThat(why(incident))
        .containsExactly(
            "chat TOLD: route own names it", "mail NOT_ROUTED: it took own, which names others");
    var shown = server.get(server.person("responder"), "/api/v1/notices?incident=" + incident);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json().path("items").size()).isEqualTo(2);
    assertThat(shown.text()).contains("\"not_routed\"", "\"route\":\"own\"");
  }

  /** A gap in the routes is never silence, and of an emergency everybody hears. */
  @Test
  void whatNoRouteFitsAndWhatIsAnEmergencyGoesToEverybody() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    var other = routed(schedules(), route(of("elsewhere"), List.of("chat")));
    tell(other, news(Notice.Kind.INCIDENT_ESCALATED, incident));
    assertThat(mail.about(incident)).hasSize(1);
    assertThat(chat.about(incident)).hasSize(1);
    assertThat(why(incident)).allMatch(it -> it.contains("no route fits"));
    var none = routed(schedules(), route(of(environment), List.of()));
    tell(none, news(Notice.Kind.BREAK_GLASS_OPENED, incident));
    assertThat(mail.about(incident)).hasSize(2);
  }

  @Test
  void whoIsOnCallWhenItIsSentIsToldAtTheirAddress() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    var routes = routed(schedules(), route(of(environment), List.of("oncall:primary", "chat")));
    now = FIRST.plus(Duration.ofDays(1));
    tell(routes, news(Notice.Kind.INCIDENT_ESCALATED, incident));
    assertThat(mail.about(incident))
        .extracting(AddressedInbox.Told::addresses)
        .containsExactly(List.of("pat@example.org"));
    assertThat(chat.about(incident))
        .extracting(AddressedInbox.Told::addresses)
        .containsExactly(List.of());
    var lines = server.bean(NoticesTold.class).list(incident, 10);
    assertThat(lines)
        .anyMatch(it -> "pat".equals(it.person()) && it.target().equals("oncall:primary"));
    assertThat(lines.toString()).doesNotContain("@example.org");
  }

  @Test
  void whereNobodyOnCallCanBeToldEverybodyHears() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    now = FIRST.minus(Duration.ofDays(30));
    tell(
        routed(schedules(), route(of(environment), List.of("oncall:primary"))),
        news(Notice.Kind.INCIDENT_ESCALATED, incident));
    assertThat(mail.about(incident)).hasSize(1);
    assertThat(chat.about(incident)).hasSize(1);
    var unknown =
        new DutyOverride(new Span(FIRST, FIRST.plusSeconds(60)), new PrincipalId("stranger"));
    now = FIRST;
    var targets =
        routed(schedules(unknown), route(of(environment), List.of("oncall:primary")))
            .targets("chat", news(Notice.Kind.INCIDENT_ESCALATED, incident));
    assertThat(targets).extracting(NoticeTarget::why).first().asString().contains("nobody whom");
  }

  @Test
  void whoWasDisabledIsStoodInForByTheNext() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    var name = "p" + UUID.randomUUID();
    var bearer = server.invited(name, "responder");
    var gone =
        new PrincipalId(server.get(bearer, "/api/v1/me").json().path("principal").asString());
    var schedules = schedules(gone);
    assertThat(schedules.find("primary").orElseThrow().disabled()).isEmpty();
    assertThat(
            server
                .post(
                    server.administrator(),
                    "/api/v1/users/" + name + "/disable",
                    Map.of("reason", "has left"))
                .status())
        .isEqualTo(200);
    assertThat(schedules.find("primary").orElseThrow().disabled()).containsExactly(gone);
    var routes = routed(schedules, route(of(environment), List.of("oncall:primary")));
    tell(routes, news(Notice.Kind.INCIDENT_ESCALATED, incident));
    assertThat(mail.about(incident))
        .extracting(AddressedInbox.Told::addresses)
        .containsExactly(List.of("pat@example.org"));
  }

  @Test
  void remindersAndStepsComeWhenTheyAreDueAndOnce() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    var routes =
        routed(
            schedules(),
            route(
                of(environment),
                List.of("chat"),
                reminder(10, "chat"),
                escalation(15, "oncall:primary"),
                reminder(20, "chat")));
    var news = news(Notice.Kind.INCIDENT_ESCALATED, incident);
    tell(routes, news);
    tell(routes, news);
    assertThat(chat.about(incident)).hasSize(2);
    now = FIRST.plus(Duration.ofMinutes(9));
    followUps(routes).round();
    assertThat(chat.about(incident)).hasSize(2);
    now = FIRST.plus(Duration.ofMinutes(16));
    roundOnTwoServers(routes);
    assertThat(chat.about(incident)).hasSize(3);
    assertThat(chat.about(incident).getLast().notice().because()).contains("10 minutes");
    assertThat(mail.about(incident))
        .extracting(AddressedInbox.Told::addresses)
        .containsExactly(List.of("kim@example.org"));
    var responder = server.person("responder");
    server.post(responder, "/api/v1/incidents/" + incident + "/acknowledge", Map.of());
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    now = FIRST.plus(Duration.ofMinutes(30));
    assertThat(server.bean(NoticesDue.class).open(incident)).isNotEmpty();
    assertThat(
            new NoticesController(
                    server.bean(NoticesTold.class),
                    server.bean(NoticesDue.class),
                    server.bean(DueEnd.class),
                    server.bean(PrincipalNames.class),
                    () -> now)
                .list(incident)
                .due())
        .as("somebody has acted")
        .isEmpty();
    roundOnTwoServers(routes);
    assertThat(chat.about(incident)).hasSize(3);
  }

  /** Each with objects of its own, as after a restart; the table is all that they share. */
  private void roundOnTwoServers(RoutedNotices routes) throws Exception {
    var servers = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 4; i++) {
      servers.add(
          () -> {
            followUps(routes).round();
            return true;
          });
    }
    try (var threads = Executors.newFixedThreadPool(servers.size())) {
      for (var done : threads.invokeAll(servers)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void aReceiverThatIsDownIsToldLaterAndHoldsUpNobody() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    var routes =
        routed(
            schedules(),
            route(of(environment), List.of("chat"), reminder(10, "mail"), reminder(10, "chat")));
    tell(routes, news(Notice.Kind.INCIDENT_ESCALATED, incident));
    mail.down(true);
    now = FIRST.plus(Duration.ofMinutes(10));
    followUps(routes).round();
    assertThat(chat.about(incident)).hasSize(2);
    assertThat(mail.about(incident)).isEmpty();
    mail.down(false);
    followUps(routes).round();
    assertThat(mail.about(incident)).as("not before its pause is over").isEmpty();
    pauseIsOver(incident);
    followUps(routes).round();
    assertThat(mail.about(incident)).hasSize(1);
  }

  private void pauseIsOver(String incident) {
    var _ =
        ledger
            .transactions()
            .call(
                sql ->
                    sql.execute(
                        "update notice_due set claimed_until = now() where incident = ?",
                        incident));
  }

  /** Nobody is on call, so a reminder goes to both, of which one is down. */
  @Test
  void whileOneReceiverIsDownTheOthersAreRemindedOnce() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    now = FIRST.minus(Duration.ofDays(30));
    var routes =
        routed(
            schedules(), route(of(environment), List.of("chat"), reminder(10, "oncall:primary")));
    var first = noticeAt(Notice.Kind.INCIDENT_ESCALATED, incident, now);
    tell(routes, new RoutedNotice(first, ledger.head(), incident + ' '));
    now = now.plus(Duration.ofMinutes(11));
    mail.down(true);
    for (int i = 0; i < 3; i++) {
      followUps(routes).round();
      pauseIsOver(incident);
    }
    assertThat(chat.about(incident)).as("at first, and its reminder").hasSize(2);
    assertThat(server.bean(NoticesDue.class).open(incident)).hasSize(1);
    mail.down(false);
    followUps(routes).round();
    assertThat(mail.about(incident)).hasSize(1);
    assertThat(chat.about(incident)).hasSize(2);
    assertThat(server.bean(NoticesDue.class).open(incident)).isEmpty();
  }

  /** A mail server's 550 to the only one whom a route names is nobody's silence. */
  @Test
  void whereWhoIsOnCallIsRefusedForGoodEverybodyElseHearsOnce() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    mail.doesNotKnow("kim@example.org");
    var routes = routed(schedules(), route(of(environment), List.of("oncall:primary")));
    tell(routes, news(Notice.Kind.INCIDENT_ESCALATED, incident));
    tell(routes, news(Notice.Kind.INCIDENT_ESCALATED, incident));
    assertThat(chat.about(incident)).isEmpty();
    roundOnTwoServers(routes);
    followUps(routes).round();
    assertThat(chat.about(incident)).hasSize(1);
    assertThat(chat.about(incident).getFirst().notice().because()).contains("oncall:primary");
    assertThat(mail.about(incident))
        .as("those whom the receiver is configured for")
        .extracting(AddressedInbox.Told::addresses)
        .containsExactly(List.of());
    assertThat(why(incident)).anyMatch(it -> it.startsWith("mail REFUSED") && it.contains("550"));
    assertThat(why(incident)).anyMatch(it -> it.startsWith("chat TOLD") && it.contains("couldn't"));
  }

  /** What nobody has to act on, too; but who has heard isn't told once more. */
  @Test
  void newsThatIsRefusedReachesThoseWhoHaveNotHeardIt() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    mail.doesNotKnow("kim@example.org");
    var named = route(of(environment), List.of("oncall:primary", "chat"));
    var routes = routed(schedules(), named);
    tell(routes, news(Notice.Kind.APPROVAL_EXPIRED, incident));
    followUps(routes).round();
    assertThat(chat.about(incident)).hasSize(1);
    assertThat(mail.about(incident))
        .extracting(AddressedInbox.Told::notice)
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.APPROVAL_EXPIRED);
    assertThat(server.bean(NoticesDue.class).open(incident)).isEmpty();
  }

  @Test
  void anEarlierNoticeAboutTheSameRemindsNobodyAnyMore() throws Exception {
    var environment = environment();
    var incident = incident(environment);
    var routes = routed(schedules(), route(of(environment), List.of("chat"), reminder(10, "chat")));
    tell(routes, news(Notice.Kind.INCIDENT_ESCALATED, incident));
    var _ = incident(environment());
    tell(routes, news(Notice.Kind.INCIDENT_ESCALATED, incident));
    now = FIRST.plus(Duration.ofMinutes(11));
    followUps(routes).round();
    assertThat(chat.about(incident)).hasSize(3);
  }

  /** Nobody else is there to hear: that isn't passed over. */
  @Test
  void whatEverybodyRefusedIsCountedUntilSomebodyIsToldInstead() throws Exception {
    var incident = incident(environment());
    var told = server.bean(NoticesTold.class);
    now = Instant.parse("2090-01-01T00:00:00Z");
    var routes = routed(schedules(), route(of("elsewhere"), List.of("chat")));
    var notice = noticeAt(Notice.Kind.INCIDENT_ESCALATED, incident, now);
    var news = new RoutedNotice(notice, Long.MAX_VALUE, incident);
    var everybody = routes.targets("mail", news).getFirst();
    routes.refused("mail", everybody, news, "REFUSED 550");
    routes.refused("chat", everybody, news, "REFUSED 410");
    assertThat(told.unheard(now)).isEqualTo(1);
    routes.told("chat", everybody, news);
    assertThat(told.unheard(now)).isZero();
  }
}
