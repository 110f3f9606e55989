package io.countersign.server.calendar;

import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.domain.access.RoleRules;
import io.countersign.ledger.calendar.CalendarFeeds;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.endpoint.CapabilityEndpoints;
import io.countersign.server.web.endpoint.EndpointRule;
import io.countersign.server.web.endpoint.EndpointRule.Extent;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Calendars, their endpoints, and what keeps them computed ahead. */
@Configuration(proxyBeanMethods = false)
@Import({Calendars.class, CalendarFeeds.class})
class CalendarConfiguration {
  private static final Duration UPKEEP = Duration.ofHours(6);

  @Bean
  EndpointRule calendarReading() {
    return EndpointRule.forReadersOfParts("/api/v1/calendars/**");
  }

  @Bean
  EndpointRule calendarFiles() {
    return keeping(HttpMethod.PUT, "/api/v1/calendars/{name}.ics", EndpointRule.Body.DOCUMENT);
  }

  /** A calendar is read only for who could be a keeper; whether it's theirs, the decider says. */
  private static EndpointRule keeping(HttpMethod method, String pattern, EndpointRule.Body body) {
    return new EndpointRule(
        method,
        pattern,
        RoleRules.CALENDAR_KEEPING,
        Extent.THROUGHOUT,
        EndpointRule.Guard.DOOR_AND_DECISION,
        body);
  }

  @Bean
  SchedulingConfigurer calendarPolling(CalendarSubscriptions subscriptions) {
    return registrar ->
        subscriptions.sources().forEach(it -> polling(it, subscriptions).configureTasks(registrar));
  }

  private static RecurringWork polling(CalendarSource source, CalendarSubscriptions polled) {
    return RecurringWork.atOnceAndEvery(
        source.pause(), "reading the calendar " + source.name(), () -> polled.poll(source));
  }

  @Bean
  CapabilityEndpoints calendarEndpoints() {
    var call = EndpointRule.Body.CALL;
    return CapabilityEndpoints.of(
        keeping(HttpMethod.PUT, "/api/v1/calendars/{name}", call),
        keeping(HttpMethod.POST, "/api/v1/calendars/{name}/lift", call));
  }

  @Bean
  RecurringWork calendarUpkeep(Calendars calendars, CommandSender commands, InstantSource clock) {
    var upkeep = new CalendarUpkeep(calendars, commands, clock);
    return RecurringWork.atOnceAndEvery(UPKEEP, "computing calendars ahead", upkeep::round);
  }
}
