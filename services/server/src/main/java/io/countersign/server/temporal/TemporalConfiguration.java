package io.countersign.server.temporal;

import io.countersign.ledger.Ledger;
import io.countersign.server.config.Installation;
import io.countersign.server.schedule.RecurringWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine of the loops, what sweeps them, and how they command. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(15);

  @Bean
  SystemCommands systemCommands(Ledger ledger, InstantSource clock) {
    return new SystemCommands(ledger, clock);
  }

  @Bean(destroyMethod = "close")
  TemporalEngine temporalEngine(Installation installation, List<LoopType> types) {
    return new TemporalEngine(
        installation.temporalAddress(), installation.temporalNamespace(), types);
  }

  @Bean
  RecurringWork loopSweeping(List<LoopType> types, TemporalEngine engine, InstantSource clock) {
    var sweep = new LoopSweep(types, engine, clock);
    return RecurringWork.atOnceAndEvery(EVERY, "the sweep of loops", sweep::pokeDue);
  }
}
