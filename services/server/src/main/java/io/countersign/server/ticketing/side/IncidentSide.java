package io.countersign.server.ticketing.side;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldTimes;
import io.countersign.domain.ticketing.OurField;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.act.LinkedPeople;
import io.countersign.server.ticketing.change.ChangeFields;
import io.countersign.server.ticketing.story.IncidentStory;
import io.countersign.server.ticketing.story.Saying;
import io.countersign.server.ticketing.story.Sayings;
import io.countersign.server.ticketing.story.TicketStories;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The ticket of an incident, or of a remediation of it, as it is to be. */
@Component
public final class IncidentSide {
  private static final String SCHEDULE =
      "\nIts start and end are the planned execution where a window or freeze binds it, and else"
          + " when approval was asked for and when that expires.";

  private final Ledger ledger;
  private final TicketLinks links;
  private final TicketStories stories;
  private final Sayings sayings;
  private final TheirWords words;
  private final ChangeFields changes;

  public IncidentSide(
      Ledger ledger,
      TicketLinks links,
      TicketStories stories,
      Sayings sayings,
      LinkedPeople people,
      ChangeFields changes) {
    this.ledger = ledger;
    this.links = links;
    this.stories = stories;
    this.sayings = sayings;
    this.words = new TheirWords(people);
    this.changes = changes;
  }

  /** The story of the ticket's incident, of which nothing is read yet. */
  public IncidentStory story(TicketLinkId link, TicketRule rule) {
    return stories.of(link, incident(link), rule.rules());
  }

  public OurSide of(TicketLinkId link, TicketRule rule) {
    return of(link, rule, story(link, rule));
  }

  private String incident(TicketLinkId link) {
    return link.isIncident() ? link.holder() : links.incidentOf(link.holder()).orElse("");
  }

  /**
   * The side as it is now.
   *
   * @param read the story as far as it was read for this ticket before: only its rest is read
   */
  public OurSide of(TicketLinkId link, TicketRule rule, IncidentStory read) {
    var id = incident(link);
    var incident = id.isEmpty() ? Incident.initial() : ledger.incident(new IncidentId(id));
    var open = open(link, incident);
    var story = read.read();
    var end = link.isIncident() ? Optional.<Instant>empty() : changes.endOf(link);
    boolean over = incident instanceof Incident.Closed || end.isPresent();
    var values = new HashMap<>(IncidentFields.of(open, over));
    if (!link.isIncident()) {
      values.putAll(changes.of(new RemediationId(link.holder())));
    }
    var times = times(id, story);
    return side(
        link,
        rule,
        values,
        sayings.of(link, story),
        it -> it.equals(FieldRule.STATE) ? end.orElse(times.of(it)) : times.of(it));
  }

  private static Incident.Open open(TicketLinkId link, Incident incident) {
    return switch (incident) {
      case Incident.Open it -> it;
      case Incident.Closed it -> it.before();
      case Incident.NotOpened _ -> throw new IllegalStateException("no incident of " + link);
    };
  }

  private static FieldTimes times(String incident, List<IncidentTimeline.Entry> story) {
    var times = new FieldTimes();
    for (var it : story) {
      if (it.event() instanceof IncidentEvent event && it.aggregate().equals(incident)) {
        times.add(event, it.at());
      }
    }
    return times;
  }

  private OurSide side(
      TicketLinkId link,
      TicketRule rule,
      Map<String, String> values,
      List<Saying> told,
      Function<String, Instant> changedAt) {
    var fields = new HashMap<String, OurField>();
    var written = new HashMap<String, String>();
    for (var mapping : rule.fields()) {
      var name = mapping.rule().field();
      var ours = values.getOrDefault(name, "");
      var theirs = words.of(link, mapping, ours);
      written.put(name, theirs == null ? "" : theirs);
      fields.put(
          name,
          new OurField(
              FieldWord.of(link, ours),
              theirs == null ? null : FieldWord.of(link, theirs),
              changedAt.apply(name)));
    }
    var title = values.getOrDefault("title", link.holder());
    return new OurSide(
        link.isIncident() ? title : "Remediation " + link.holder() + ": " + title,
        description(link, values),
        fields,
        written,
        told);
  }

  /** What whoever reads it needs, also where no field of theirs has it. */
  private String description(TicketLinkId link, Map<String, String> values) {
    var opened = "Opened by Countersign for " + link.holder() + ".";
    if (link.isIncident()) {
      return opened;
    }
    var risk = values.getOrDefault("risk", "");
    var expires = values.getOrDefault("expires", "");
    return opened
        + (risk.isEmpty() ? "" : "\nRisk: " + risk)
        + (expires.isEmpty() ? "" : "\nTo begin before: " + expires + " UTC")
        + SCHEDULE
        + "\n"
        + changes.beginning(new RemediationId(link.holder()));
  }
}
