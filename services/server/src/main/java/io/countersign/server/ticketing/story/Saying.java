package io.countersign.server.ticketing.story;

import java.util.function.Supplier;

/**
 * One thing to say.
 *
 * @param key by which it's said once
 * @param words made when it's said: what is long said needs none
 */
public record Saying(String key, Supplier<String> words) {
  public String text() {
    return words.get();
  }
}
