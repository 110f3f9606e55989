package io.countersign.server.conversation.member;

import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The standing of people in chats. That somebody is a full member is remembered for a minute, for
 * what decides nothing: who was deactivated there can do that for no longer. Whatever else they are
 * isn't remembered, so that who is one again can act at once.
 */
public final class ChatMembers {
  static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private record Key(String chat, ConversationPerson person) {}

  private record Known(Standing standing, Instant until) {}

  private final Map<Key, Known> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Empty where it isn't known and the chat can't be asked in time; that isn't remembered.
   *
   * @param chat its configured name
   * @param asking asks the chat
   */
  public Optional<Standing> standing(
      String chat, ConversationPerson person, Instant now, Supplier<Optional<Standing>> asking) {
    var key = new Key(chat, person);
    var remembered = remembered(key, now);
    if (remembered.isPresent()) {
      return remembered;
    }
    return anew(chat, person, now, asking);
  }

  /** The same, whatever is remembered. */
  public Optional<Standing> anew(
      String chat, ConversationPerson person, Instant now, Supplier<Optional<Standing>> asking) {
    var told = asking.get();
    told.ifPresent(it -> learned(new Key(chat, person), it, now));
    return told;
  }

  private void learned(Key key, Standing standing, Instant now) {
    if (standing == Standing.FULL) {
      remember(key, new Known(standing, now.plus(KEPT)));
    } else {
      forget(key);
    }
  }

  private synchronized Optional<Standing> remembered(Key key, Instant now) {
    return Optional.ofNullable(known.get(key))
        .filter(it -> now.isBefore(it.until()))
        .map(Known::standing);
  }

  private synchronized void forget(Key key) {
    known.remove(key);
  }

  private synchronized void remember(Key key, Known standing) {
    known.remove(key);
    known.put(key, standing);
  }
}
