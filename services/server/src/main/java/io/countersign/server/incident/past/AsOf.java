package io.countersign.server.incident.past;

import java.time.Instant;
import java.util.List;

/**
 * The moment that an answer is of, where it isn't of now.
 *
 * @param position of the last event that was known
 * @param recordedAt when its command was asked for
 * @param at the time that was asked about
 * @param evidence of a plan: the reasons for its cause, as the diagnosis that it rests on gave them
 * @param notRebuilt what the answer of then may have shown, and the record can't say
 */
public record AsOf(
    long position,
    Instant recordedAt,
    Instant at,
    List<String> evidence,
    List<NotRebuilt> notRebuilt) {
  /**
   * What can't be rebuilt from events, and isn't made up.
   *
   * @param member of the answer; it's absent or empty
   */
  public record NotRebuilt(String member, String why) {}

  public static AsOf of(AskedMoment.Asked it, List<String> evidence, List<NotRebuilt> notRebuilt) {
    return new AsOf(it.position(), it.recordedAt(), it.at(), evidence, notRebuilt);
  }
}
