package io.countersign.server.access.link;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.access.link.LinkedAccount;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Connections;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The names that accounts go by in their own systems, for whoever has to see which is theirs. They
 * are asked for when they are shown, a few at a time: nothing here keeps one. Anybody may call
 * themselves so.
 */
@Component
final class AccountNames {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 4;
  private static final int LONGEST = 100;

  private final Connections connections;
  private final BoundedFanOut asking = new BoundedFanOut(AT_ONCE);

  AccountNames(Connections connections) {
    this.connections = connections;
  }

  /** One for each; null or empty where it isn't told now. */
  List<@Nullable String> of(List<LinkedAccount> accounts) {
    var questions = accounts.stream().<Callable<String>>map(it -> () -> name(it)).toList();
    return asking.ask(questions, PATIENCE);
  }

  private String name(LinkedAccount account) {
    return connections.of(Ticketing.class).stream()
        .filter(it -> it.name().equals(account.system()))
        .filter(it -> it.site().equals(account.workspace()))
        .map(it -> it.nameOf(new TicketUser(account.account())))
        .flatMap(it -> it instanceof Outcome.Ok<String>(var name) ? name.lines() : Stream.empty())
        .map(it -> TextLimit.cut(PlainText.line(it), LONGEST))
        .filter(it -> !it.isEmpty())
        .findFirst()
        .orElse("");
  }
}
