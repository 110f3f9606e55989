package io.countersign.server.access.link;

import io.countersign.domain.access.link.LinkDecider;
import io.countersign.domain.access.link.LinkedAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The count of wrong codes by account: whoever tries them out gets five in ten minutes. Beyond some
 * accounts in that time nobody gets another.
 */
final class WrongCodes {
  private static final int MOST = 5;
  private static final int MOST_ACCOUNTS = 1_000;

  private record Tries(Instant since, int count) {}

  private final InstantSource clock;
  private final Map<LinkedAccount, Tries> tries = new HashMap<>();

  WrongCodes(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean tooMany(LinkedAccount account) {
    forget();
    var made = tries.get(account);
    return made == null ? tries.size() >= MOST_ACCOUNTS : made.count() >= MOST;
  }

  synchronized void count(LinkedAccount account) {
    var first = new Tries(clock.instant(), 1);
    tries.merge(account, first, (it, _) -> new Tries(it.since(), it.count() + 1));
  }

  private void forget() {
    var before = clock.instant().minus(LinkDecider.LIFETIME);
    tries.values().removeIf(it -> it.since().isBefore(before));
  }
}
