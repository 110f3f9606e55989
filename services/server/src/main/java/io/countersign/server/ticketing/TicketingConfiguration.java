package io.countersign.server.ticketing;

import io.countersign.domain.Role;
import io.countersign.domain.ticketing.TicketDecider;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.ticketing.ChangeApprovals;
import io.countersign.ledger.ticketing.OutageReports;
import io.countersign.ledger.ticketing.TicketConflicts;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.ledger.ticketing.TicketOutages;
import io.countersign.ledger.ticketing.TicketPolls;
import io.countersign.ledger.ticketing.TicketRemarks;
import io.countersign.server.access.link.AccountLinking;
import io.countersign.server.config.Installation;
import io.countersign.server.config.StartRefusedException;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.intake.SourceShortcomings;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.temporal.LoopType;
import io.countersign.server.temporal.TemporalEngine;
import io.countersign.server.ticketing.act.LinkedPeople;
import io.countersign.server.ticketing.act.TicketAccounts;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import io.countersign.workflows.ticketing.TicketActivities;
import io.countersign.workflows.ticketing.TicketProgress;
import io.countersign.workflows.ticketing.TicketWorkflow;
import io.countersign.workflows.ticketing.TicketWorkflowImpl;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Linked tickets: their loop as the engine runs it, what polls for them, and who may do what. */
@Configuration(proxyBeanMethods = false)
class TicketingConfiguration {
  private static final Duration CHECKED = Duration.ofMinutes(30);
  private static final Duration SOON = Duration.ofSeconds(1);

  @Bean
  TicketLinks ticketLinks(Ledger ledger) {
    return new TicketLinks(ledger.transactions());
  }

  @Bean
  TicketPolls pollsOnRecord(Ledger ledger) {
    return new TicketPolls(ledger.transactions());
  }

  @Bean
  OutageReports outageReports(Ledger ledger) {
    return new OutageReports(ledger.transactions());
  }

  @Bean
  TicketOutages ticketOutages(Ledger ledger) {
    return new TicketOutages(ledger.transactions());
  }

  @Bean
  TicketConflicts ticketConflicts(Ledger ledger) {
    return new TicketConflicts(ledger.transactions());
  }

  @Bean
  TicketRemarks ticketRemarks(Ledger ledger) {
    return new TicketRemarks(ledger.transactions());
  }

  @Bean
  ChangeApprovals changeApprovals(Ledger ledger) {
    return new ChangeApprovals(ledger.transactions());
  }

  @Bean
  LinkedPeople linkedPeople(TicketAccounts accounts, AccountLinking linking) {
    return new AccountPeople(accounts, linking);
  }

  @Bean
  TicketFieldCheck ticketFieldCheck(
      TicketRules rules, SourceShortcomings shortcomings, Installation installation)
      throws StartRefusedException {
    var file = installation.configuration();
    var check = new TicketFieldCheck(rules, shortcomings, file == null ? "" : file.toString());
    check.atStart();
    return check;
  }

  @Bean
  RecurringWork ticketFieldChecking(TicketFieldCheck check) {
    return RecurringWork.every(CHECKED, "checking the fields of tickets", check::again);
  }

  @Bean
  LoopType ticketLoop(TicketActivities activities) {
    return new LoopType(
        OpenLoops.Kind.TICKET,
        TicketWorkflow.TYPE,
        TicketWorkflowImpl.class,
        activities,
        TicketWorkflow.workflowId(""),
        answer -> answer instanceof TicketProgress progress ? progress.dueIn() : null);
  }

  /** Once for each connection, as often as the most impatient of its rules wants. */
  @Bean
  SchedulingConfigurer ticketPolls(TicketRules rules, TicketPolling polling) {
    var every = new TreeMap<String, Duration>();
    for (TicketRule it : rules.all()) {
      every.merge(it.connection(), it.pollEvery(), (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    return registrar ->
        every.forEach(
            (system, pause) ->
                RecurringWork.every(
                        pause, "reading the changes of " + system, () -> polling.poll(system))
                    .configureTasks(registrar));
  }

  /** What deliveries told is taken up at once, behind the answer to them. */
  @Bean
  RecurringWork ticketHintTaking(TicketHints hints, TicketPolling polling, TemporalEngine engine) {
    return RecurringWork.every(
        SOON,
        "looking at what ticket systems told",
        () -> hints.take(polling::poll, it -> engine.poke(OpenLoops.Kind.TICKET, it.value())));
  }

  @Bean
  EndpointRule syncReading() {
    return EndpointRule.forReaders("/api/v1/sync");
  }

  @Bean
  EndpointRule syncReportReading() {
    return EndpointRule.forReaders("/api/v1/sync/report");
  }

  @Bean
  EndpointRule ticketDeliveries() {
    return new EndpointRule(
        HttpMethod.POST,
        "/webhooks/{system}/{token}",
        Set.of(),
        Extent.EVERYWHERE,
        EndpointRule.Guard.NONE,
        EndpointRule.Body.DELIVERY);
  }

  @Bean
  CapabilityEndpoints syncEndpoints() {
    return CapabilityEndpoints.of(
        keeping("pause"),
        keeping("retry"),
        keeping("skip"),
        keeping("resync"),
        keeping("settle"),
        new EndpointRule(
            HttpMethod.POST,
            "/api/v1/sync/{system}/backfill",
            Set.of(Role.OPERATOR, Role.ADMINISTRATOR),
            EndpointRule.Body.CALL));
  }

  private static EndpointRule keeping(String verb) {
    return EndpointRule.deciding(
        HttpMethod.POST,
        "/api/v1/sync/{system}/{holder}/" + verb,
        TicketDecider.KEEPING,
        Extent.EVERYWHERE);
  }
}
