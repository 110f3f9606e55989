package io.countersign.server.oncall;

import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.oncall.route.Route;
import io.countersign.domain.oncall.route.RouteMatch;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.oncall.NoticesDue;
import io.countersign.ledger.oncall.NoticesDue.Claim;
import io.countersign.ledger.oncall.NoticesDue.Line;
import io.countersign.ledger.oncall.NoticesTold;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.automation.NoticeTarget;
import io.countersign.server.automation.RoutedNotice;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The reminders and escalations of routes, as they come due, and the news that somebody else
 * refused for good. One that is decided, or acknowledged, ends them; one that waits longer than a
 * day is nobody's any more.
 */
@Component
final class FollowUps {
  private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofDays(180);
  private static final int MOST_A_ROUND = 500;

  private final Ledger ledger;
  private final DueEnd ends;
  private final NoticeSubjects facts;
  private final RoutedNotices routes;
  private final Connections connections;
  private final NoticeDelivery delivery;
  private final NoticesTold told;
  private final NoticesDue due;
  private final InstantSource clock;

  FollowUps(
      Ledger ledger,
      DueEnd ends,
      NoticeSubjects facts,
      RoutedNotices routes,
      Connections connections,
      NoticeDelivery delivery,
      NoticesTold told,
      NoticesDue due,
      InstantSource clock) {
    this.told = told;
    this.due = due;
    this.ledger = ledger;
    this.ends = ends;
    this.facts = facts;
    this.routes = routes;
    this.connections = connections;
    this.delivery = delivery;
    this.clock = clock;
  }

  /** Tells all that is due. */
  void round() {
    var now = clock.instant();
    var lease = longest().plus(MARGIN);
    for (int i = 0; i < MOST_A_ROUND; i++) {
      var claim = due.claim(now, lease);
      if (claim.isEmpty()) {
        return;
      }
      follow(claim.get(), now);
    }
  }

  /** Forgets what nobody asks about any more. */
  void forget() {
    var before = clock.instant().minus(KEPT);
    due.forget(before);
    told.forget(before);
  }

  private Duration longest() {
    return connections.notifiers().stream()
        .map(ApprovalNotifier::timeout)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .multipliedBy(Math.max(1, connections.notifiers().size()));
  }

  private void follow(Claim claim, Instant now) {
    var incident = claim.line().incident();
    var over = ends.of(claim.line(), now, () -> waitsForPerson(incident));
    if (over.isPresent()) {
      due.end(claim, over.get(), now);
      return;
    }
    try {
      due.end(claim, tell(claim.line()) ? "told" : "nobody is named", now);
    } catch (IllegalStateException e) {
      LOG.warn("{} isn't told of yet: {}", claim.line().incident(), e.getMessage());
      due.postpone(claim, PAUSE);
    }
  }

  /**
   * Tells each target once, however often one that is down holds the line up. False where a
   * receiver isn't configured any more.
   *
   * @throws IllegalStateException where somebody has yet to be told; the others were
   */
  private boolean tell(Line line) {
    var news = DueLines.news(line, facts.meaning(line.incident()));
    boolean named = false;
    var untold = new ArrayList<String>();
    for (var notifier : connections.notifiers()) {
      for (var target : targets(notifier, line)) {
        named = true;
        tell(notifier, target, news).ifPresent(untold::add);
      }
    }
    if (!untold.isEmpty()) {
      throw new IllegalStateException(String.join("; ", untold));
    }
    return named;
  }

  /** Why it has to be tried again; empty where that target is settled. */
  private Optional<String> tell(ApprovalNotifier notifier, NoticeTarget target, RoutedNotice news) {
    if (told.isSettled(news.position(), news.part(), notifier.name(), target.name())) {
      return Optional.empty();
    }
    try {
      delivery.send(notifier, target, news);
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.of(notifier.name() + ": " + e.getMessage());
    }
  }

  private List<NoticeTarget> targets(ApprovalNotifier notifier, Line line) {
    if (line.isUntold()) {
      return others(notifier.name(), line);
    }
    var route = new Route(line.route(), RouteMatch.ALL, List.of(), false, List.of());
    return routes.targets(notifier.name(), route, List.of(line.receiver()));
  }

  /** Without a route, so that one who refuses this too has nobody told once more. */
  private List<NoticeTarget> others(String receiver, Line line) {
    return told.isSettled(line.position(), line.part(), receiver, "")
        ? List.of()
        : List.of(
            NoticeTarget.own(
                "", line.receiver() + " couldn't be told, so every receiver hears of it"));
  }

  private boolean waitsForPerson(String incident) {
    return ledger.incident(new IncidentId(incident)) instanceof Incident.Open open
        && open.findings().escalated()
        && open.responders().acknowledgedBy().isEmpty();
  }
}
