package io.countersign.server.conversation.refused;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * The deliveries of chats that weren't authentic since the last one that was, on this server since
 * its start: whoever presses sees only that nothing comes of it, so the doctor says why. One that
 * is authentic shows that the secret is right, whatever others send.
 */
@Component
public final class RefusedPresses {
  /** Some of one chat that were refused for the same. */
  record Refused(String code, Instant since, long many) {
    Refused again() {
      return new Refused(code, since, many + 1);
    }
  }

  private final Map<String, Map<String, Refused>> byChat = new TreeMap<>();

  /**
   * One was refused.
   *
   * @param chat its configured name
   * @param code why
   */
  public synchronized void refused(String chat, String code, Instant at) {
    byChat
        .computeIfAbsent(chat, _ -> new TreeMap<>())
        .merge(code, new Refused(code, at, 1), (old, _) -> old.again());
  }

  /** One was authentic. */
  public synchronized void authentic(String chat) {
    byChat.remove(chat);
  }

  /** By chat, and by code. */
  synchronized Map<String, List<Refused>> all() {
    var all = new TreeMap<String, List<Refused>>();
    byChat.forEach((chat, refused) -> all.put(chat, List.copyOf(refused.values())));
    return all;
  }
}
