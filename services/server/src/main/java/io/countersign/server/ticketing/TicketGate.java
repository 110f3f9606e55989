package io.countersign.server.ticketing;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.ticketing.TicketHint;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.outage.OutageWatch;
import io.countersign.server.ticketing.side.IncidentSide;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/**
 * The one way by which those who answer callers reach ticket systems: who says what they changed
 * since then is asked a few at a time. A delivery's signature is looked at without asking anybody.
 */
@Component
final class TicketGate {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 2;

  private final Ledger ledger;
  private final IncidentSide sides;
  private final TicketRules rules;
  private final TicketPolling polling;
  private final OutageWatch outages;
  private final BoundedFanOut asking = new BoundedFanOut(AT_ONCE);

  TicketGate(
      Ledger ledger,
      IncidentSide sides,
      TicketRules rules,
      TicketPolling polling,
      OutageWatch outages) {
    this.ledger = ledger;
    this.sides = sides;
    this.rules = rules;
    this.polling = polling;
    this.outages = outages;
  }

  /**
   * Of which ticket a delivery tells; empty where it isn't authentic, or of no system here.
   *
   * @param token at the end of the address that it came to
   */
  Optional<TicketHint> hint(String system, String token, Map<String, String> headers, byte[] body) {
    if (!isToken(system, token)) {
      return Optional.empty();
    }
    return rules
        .connection(system)
        .flatMap(
            it ->
                it.hint(headers, body) instanceof Outcome.Ok<TicketHint>(var hint)
                    ? Optional.of(hint)
                    : Optional.empty());
  }

  /**
   * Has all be looked at again that was changed since then.
   *
   * @param note false only counts
   * @return how many tickets of ours that are; empty where it isn't known in time
   */
  Optional<Integer> backfill(String system, Instant since, boolean note) {
    Callable<Integer> question =
        () -> rules.connection(system).map(it -> polling.backfill(it, since, note)).orElse(0);
    return Optional.ofNullable(asking.ask(List.of(question), PATIENCE).getFirst());
  }

  /** What waits is passed over, as it is now; nothing where there is no rule for it any more. */
  TicketCommand.SkipSync skip(TicketLinkId link) {
    var wanted = ledger.ticket(link).wanted();
    var rule = wanted == null ? Optional.<TicketRule>empty() : rules.named(wanted.rule());
    if (rule.isEmpty()) {
      return new TicketCommand.SkipSync(link, Map.of(), List.of());
    }
    var side = sides.of(link, rule.get());
    var ours = new HashMap<String, String>();
    side.fields().forEach((field, it) -> ours.put(field, it.value()));
    return new TicketCommand.SkipSync(link, ours, side.keys());
  }

  /** Whether a system answered nobody until now. */
  boolean isAway(String system) {
    return outages.isAway(system);
  }

  boolean isConfigured(String system) {
    return rules.connection(system).isPresent();
  }

  private boolean isToken(String system, String given) {
    boolean found = false;
    for (var rule : rules.all()) {
      if (rule.connection().equals(system) && rule.webhook().isPresent()) {
        found |=
            Secrets.resolve(rule.webhook().get()) instanceof Outcome.Ok<Secret>(var secret)
                && isEqual(secret.bytes(), given);
      }
    }
    return found;
  }

  private static boolean isEqual(byte[] secret, String given) {
    return MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8));
  }
}
