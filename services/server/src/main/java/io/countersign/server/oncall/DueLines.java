package io.countersign.server.oncall;

import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.oncall.route.Route;
import io.countersign.ledger.oncall.NoticesDue.Line;
import io.countersign.server.automation.NoticeTarget;
import io.countersign.server.automation.RoutedNotice;
import io.countersign.server.summary.Phrases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The lines of what is told later, and what each of them says when it's due. */
final class DueLines {
  /** Those that are over once somebody acts. */
  private static final Set<Notice.Kind> WAITING =
      EnumSet.of(
          Notice.Kind.APPROVAL_REQUESTED,
          Notice.Kind.APPROVAL_REMINDED,
          Notice.Kind.APPROVAL_ESCALATED,
          Notice.Kind.INCIDENT_ESCALATED);

  private DueLines() {}

  /** The reminders and steps of a route. */
  static List<Line> of(Route route, RoutedNotice news) {
    var lines = new ArrayList<Line>();
    for (int i = 0; i < route.followUps().size(); i++) {
      var followUp = route.followUps().get(i);
      var dueAt = news.notice().at().plus(followUp.after());
      for (var receiver : followUp.receivers()) {
        lines.add(line(route.name(), i, receiver, followUp.escalation(), news, dueAt));
      }
    }
    return lines;
  }

  /** The same news for all others, since this one can't be told. */
  static Line untold(String receiver, NoticeTarget target, RoutedNotice news, Instant now) {
    var named = target.name().isEmpty() ? receiver : target.name();
    return line(target.route(), Line.UNTOLD, named, true, news, now);
  }

  private static Line line(
      String route,
      int step,
      String receiver,
      boolean escalation,
      RoutedNotice news,
      Instant dueAt) {
    var notice = news.notice();
    return new Line(
        news.position(),
        news.part(),
        route,
        step,
        receiver,
        escalation,
        notice.kind().name(),
        notice.incident(),
        notice.remediation(),
        notice.planDigest(),
        notice.risk(),
        notice.url(),
        notice.at(),
        dueAt);
  }

  /** False for news that stays news whatever anybody does. */
  static boolean waits(Line line) {
    return WAITING.contains(Notice.Kind.valueOf(line.kind()));
  }

  static RoutedNotice news(Line line, Notice.Meaning meaning) {
    var notice =
        new Notice(
            kind(line),
            line.remediation(),
            line.incident(),
            line.planDigest(),
            line.risk(),
            line.incident().isEmpty() ? ofInstallation(line) : meaning,
            because(line),
            line.url(),
            line.dueAt());
    return new RoutedNotice(notice, line.position(), part(line));
  }

  /** What it said lies with its event; its kind says what it's about, and the address where. */
  private static Notice.Meaning ofInstallation(Line line) {
    return new Notice.Meaning("news of the installation: " + Phrases.plain(kind(line)), "");
  }

  private static String part(Line line) {
    return line.part() + " " + line.route() + "#" + line.step() + " " + line.receiver();
  }

  private static String because(Line line) {
    return line.isUntold()
        ? line.receiver() + " can't be told of it, so everybody else is."
        : "Since "
            + Duration.between(line.firstAt(), line.dueAt()).toMinutes()
            + " minutes it waits for somebody.";
  }

  private static Notice.Kind kind(Line line) {
    if (line.isUntold()) {
      return Notice.Kind.valueOf(line.kind());
    }
    if (line.remediation().isEmpty()) {
      return Notice.Kind.INCIDENT_ESCALATED;
    }
    return line.escalation() ? Notice.Kind.APPROVAL_ESCALATED : Notice.Kind.APPROVAL_REMINDED;
  }
}
