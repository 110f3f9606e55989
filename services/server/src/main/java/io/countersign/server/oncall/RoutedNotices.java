package io.countersign.server.oncall;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.oncall.route.Route;
import io.countersign.domain.oncall.route.Routing;
import io.countersign.ledger.oncall.NoticesDue;
import io.countersign.ledger.oncall.NoticesTold;
import io.countersign.ledger.oncall.NoticesTold.Outcome;
import io.countersign.server.automation.NoticeRoutes;
import io.countersign.server.automation.NoticeTarget;
import io.countersign.server.automation.RoutedNotice;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.notice.NoticeSections;
import io.countersign.server.oncall.OncallSchedules.Known;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The routes, applied. Silence is never a gap's: what no route fits, and what nobody who is on call
 * can be told of, goes to every receiver; so does what a named receiver refuses for good, and
 * break-glass, whatever the routes say.
 */
@Component
final class RoutedNotices implements NoticeRoutes {
  /** Of emergencies everybody hears. */
  private static final Set<Notice.Kind> FOR_ALL =
      EnumSet.of(
          Notice.Kind.BREAK_GLASS_OPENED,
          Notice.Kind.BREAK_GLASS_TOOK_EFFECT,
          Notice.Kind.BREAK_GLASS_CLOSED,
          Notice.Kind.REVIEW_OVERDUE);

  /** Those that wait for somebody, and with that are told again. */
  private static final Set<Notice.Kind> WAITING =
      EnumSet.of(Notice.Kind.APPROVAL_REQUESTED, Notice.Kind.INCIDENT_ESCALATED);

  private final Routing routing;
  private final OncallSchedules schedules;
  private final NoticeSubjects facts;
  private final NoticesTold told;
  private final NoticesDue due;
  private final InstantSource clock;

  @Autowired
  RoutedNotices(
      Configuration configuration,
      OncallSchedules schedules,
      NoticeSubjects facts,
      NoticesTold told,
      NoticesDue due,
      InstantSource clock) {
    this(configuration.notices().routing(), schedules, facts, told, due, clock);
  }

  RoutedNotices(
      Routing routing,
      OncallSchedules schedules,
      NoticeSubjects facts,
      NoticesTold told,
      NoticesDue due,
      InstantSource clock) {
    this.routing = routing;
    this.schedules = schedules;
    this.facts = facts;
    this.clock = clock;
    this.told = told;
    this.due = due;
  }

  @Override
  public List<NoticeTarget> targets(String receiver, RoutedNotice news) {
    if (routing.routes().isEmpty()) {
      return everybody("no route is configured: every receiver hears of everything");
    }
    if (FOR_ALL.contains(news.notice().kind())) {
      return everybody("of emergencies every receiver hears");
    }
    var taken = routing.taken(facts.of(news.notice()), news.notice().at());
    if (taken.isEmpty()) {
      return everybody("no route fits, so every receiver hears of it");
    }
    later(taken, news);
    var named =
        taken.stream().flatMap(it -> targets(receiver, it, it.receivers()).stream()).toList();
    if (named.isEmpty()) {
      write(receiver, NoticeTarget.own("", notNamed(taken)), news, Outcome.NOT_ROUTED);
    }
    return distinct(named);
  }

  /** Of one route, or of one of its steps. */
  List<NoticeTarget> targets(String receiver, Route route, List<String> receivers) {
    return receivers.stream().flatMap(it -> target(receiver, route.name(), it).stream()).toList();
  }

  private Optional<NoticeTarget> target(String receiver, String route, String named) {
    if (!named.startsWith(NoticeSections.ONCALL)) {
      return named.equals(receiver)
          ? Optional.of(NoticeTarget.own(route, "route " + route + " names it"))
          : Optional.empty();
    }
    return schedules
        .find(named.substring(NoticeSections.ONCALL.length()))
        .flatMap(it -> onCall(receiver, route, named, it));
  }

  private Optional<NoticeTarget> onCall(
      String receiver, String route, String named, Known schedule) {
    var somebody = schedules.reachable(schedule, clock.instant());
    if (somebody.isEmpty()) {
      return Optional.of(
          NoticeTarget.own(
              route,
              "nobody whom " + named + " could be told is on call, so every receiver hears of it"));
    }
    return schedule.via().equals(receiver)
        ? somebody.map(
            it ->
                new NoticeTarget(
                    named,
                    route,
                    it.person(),
                    schedules.address(it.person()).stream().toList(),
                    "on call by " + it.by()))
        : Optional.empty();
  }

  private static List<NoticeTarget> distinct(List<NoticeTarget> targets) {
    var seen = new ArrayList<NoticeTarget>();
    for (var it : targets) {
      if (seen.stream().noneMatch(other -> other.name().equals(it.name()))) {
        seen.add(it);
      }
    }
    return seen;
  }

  private static List<NoticeTarget> everybody(String why) {
    return List.of(NoticeTarget.own("", why));
  }

  private static String notNamed(List<Route> taken) {
    return "it took "
        + String.join(", ", taken.stream().map(Route::name).toList())
        + ", which names others";
  }

  private void later(List<Route> taken, RoutedNotice news) {
    if (WAITING.contains(news.notice().kind())) {
      due.add(taken.stream().flatMap(it -> DueLines.of(it, news).stream()).toList());
    }
  }

  @Override
  public void told(String receiver, NoticeTarget target, RoutedNotice news) {
    write(receiver, target, news, Outcome.TOLD);
  }

  /**
   * Whom a route names isn't told; the others are before that is set down, lest it be forgotten.
   */
  @Override
  public void refused(String receiver, NoticeTarget target, RoutedNotice news, String why) {
    if (!target.route().isEmpty()) {
      due.add(DueLines.untold(receiver, target, news, clock.instant()));
    }
    var told = new NoticeTarget(target.name(), target.route(), target.person(), List.of(), why);
    write(receiver, told, news, Outcome.REFUSED);
  }

  @Override
  public void muted(String receiver, RoutedNotice news) {
    write(receiver, NoticeTarget.own("", "the incident is muted"), news, Outcome.MUTED);
  }

  private void write(String receiver, NoticeTarget target, RoutedNotice news, Outcome outcome) {
    var notice = news.notice();
    var person = target.person();
    told.write(
        new NoticesTold.Line(
            news.position(),
            news.part(),
            receiver,
            target.name(),
            EnumNames.of(notice.kind()),
            notice.incident(),
            notice.remediation(),
            outcome,
            target.route(),
            person == null ? null : person.value(),
            target.why(),
            clock.instant()));
  }
}
