package io.countersign.server.oncall;

import io.countersign.ledger.oncall.NoticesDue;
import io.countersign.ledger.oncall.NoticesTold;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.endpoint.EndpointRule;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The endpoints of schedules and notices, and the work that keeps reminders going. */
@Configuration(proxyBeanMethods = false)
@Import({NoticesTold.class, NoticesDue.class})
class OncallConfiguration {
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final Duration REREAD = Duration.ofMinutes(5);
  private static final Duration UPKEEP = Duration.ofHours(6);

  @Bean
  EndpointRule oncallReading() {
    return EndpointRule.forReaders("/api/v1/oncall/**");
  }

  @Bean
  EndpointRule noticeReading() {
    return EndpointRule.forReaders("/api/v1/notices");
  }

  @Bean
  RecurringWork followingUp(FollowUps followUps) {
    return RecurringWork.every(BETWEEN, "reminders and escalations", followUps::round);
  }

  @Bean
  RecurringWork readingSchedules(OncallSchedules schedules, InstantSource clock) {
    return RecurringWork.every(
        REREAD, "reading the files of on-call schedules", () -> schedules.refresh(clock.instant()));
  }

  @Bean
  RecurringWork forgettingNotices(FollowUps followUps) {
    return RecurringWork.every(UPKEEP, "forgetting old notices", followUps::forget);
  }
}
