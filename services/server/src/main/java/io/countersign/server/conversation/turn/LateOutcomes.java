package io.countersign.server.conversation.turn;

import io.countersign.domain.Event;
import io.countersign.domain.RefusalEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.UnavailableException;
import io.countersign.ledger.postgres.SqlFailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The watch over what somebody was told of as not recorded, while it may still have been under way:
 * they are told when it was after all. It ends some time after the record can be asked again, and
 * with this server; the card shows the truth in any case.
 */
@Component
public final class LateOutcomes {
  /** Nothing that was under way is for longer, once the record can be asked. */
  private static final Duration WATCHED = Duration.ofSeconds(30);

  private static final int MOST = 10_000;

  private record Open(UUID command, Consumer<String> tell) {}

  private final Ledger ledger;

  /** With when each was first looked for. */
  private final Map<Open, Optional<Instant>> open = new LinkedHashMap<>();

  LateOutcomes(Ledger ledger) {
    this.ledger = ledger;
  }

  public synchronized void follow(UUID command, Consumer<String> tell) {
    if (open.size() < MOST) {
      open.put(new Open(command, tell), Optional.empty());
    }
  }

  private synchronized List<Open> all() {
    return List.copyOf(open.keySet());
  }

  /** One look at all of them; while the record can't be asked, they stay. */
  public void look(Instant now) {
    for (var it : all()) {
      try {
        looked(it, ledger.recordedBy(it.command()), now);
      } catch (SqlFailureException | UnavailableException _) {
        return;
      }
    }
  }

  private void looked(Open it, List<Event> recorded, Instant now) {
    if (!recorded.isEmpty()) {
      it.tell().accept(text(recorded));
    }
    close(it, !recorded.isEmpty(), now);
  }

  private synchronized void close(Open it, boolean known, Instant now) {
    var first = open.getOrDefault(it, Optional.empty()).orElse(now);
    if (known || first.plus(WATCHED).isBefore(now)) {
      open.remove(it);
    } else {
      open.put(it, Optional.of(first));
    }
  }

  private static String text(List<Event> recorded) {
    return recorded.stream()
        .filter(RefusalEvent.class::isInstance)
        .map(RefusalEvent.class::cast)
        .findFirst()
        .map(it -> "What you were told of as not recorded was refused: " + it.code() + ".")
        .orElse("What you were told of as not recorded WAS recorded after all: it counts.");
  }
}
