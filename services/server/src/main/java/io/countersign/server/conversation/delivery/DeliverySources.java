package io.countersign.server.conversation.delivery;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.IncidentCourseReader;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.summary.EventSummary;
import io.countersign.server.web.CommandSender;
import org.springframework.stereotype.Component;

/** All that is read of the record and its views for what is told in chats. */
@Component
record DeliverySources(
    Ledger ledger,
    IncidentInbox incidents,
    IncidentTimeline timeline,
    IncidentCourseReader courses,
    Remediations remediations,
    Mutes mutes,
    Catalog catalog,
    EventSummary summaries,
    PrincipalNames names,
    CommandSender commands) {}
