package io.countersign.server.alert;

import io.countersign.domain.alert.MuteCommand.ExpireMute;
import io.countersign.domain.alert.MuteId;
import io.countersign.ledger.Submission;
import io.countersign.ledger.alert.Mutes;
import io.countersign.server.schedule.RecurringWork;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The lifting of mutes whose time is over. Several servers may ask for the same; whether it's time
 * the decider judges, against what is on record.
 */
@Configuration(proxyBeanMethods = false)
class MuteExpiry {
  private static final Duration EVERY = Duration.ofSeconds(5);

  @Bean
  RecurringWork muteExpiring(Mutes mutes, CommandSender commands, InstantSource clock) {
    return RecurringWork.every(
        EVERY, "the expiry of mutes", () -> lift(mutes, commands, clock.instant()));
  }

  private static void lift(Mutes mutes, CommandSender commands, Instant now) {
    var due = mutes.dueBefore(now).stream().map(mute -> expiry(mute, now)).toList();
    if (!due.isEmpty()) {
      var _ = commands.receipts(due);
    }
  }

  private static Submission expiry(MuteId mute, Instant now) {
    return new Submission.OfCommand(new ExpireMute(mute), SystemOrigin.context(now));
  }
}
