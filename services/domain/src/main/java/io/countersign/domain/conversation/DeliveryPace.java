package io.countersign.domain.conversation;

import java.time.Duration;

/**
 * The pace at which messages are sent to chats: what chats allow, and what people can stand. All of
 * it counts per channel and message, whichever server sends.
 */
public final class DeliveryPace {
  /** Between two messages or edits in one channel. */
  public static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(1);

  /** Between two edits of one message that nobody waits for. */
  public static final Duration BETWEEN_EDITS = Duration.ofSeconds(3);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LONGEST_OF_CHANNEL = Duration.ofSeconds(30);
  private static final Duration MEANT_FOR_PEOPLE = Duration.ofMinutes(1);
  private static final Duration LONGEST_FOR_PEOPLE = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 10;

  private DeliveryPace() {}

  /**
   * The pause after a failure: twice as long each time, up to a minute; or up to ten where somebody
   * has to change something first. What the other side asks for goes before that.
   *
   * @param failures how many there were one after the other, this one included
   * @param passes whether it may succeed without anybody changing anything
   * @param asked by the other side; zero where it doesn't ask
   */
  public static Duration pause(int failures, boolean passes, Duration asked) {
    var first = passes ? FIRST : MEANT_FOR_PEOPLE;
    var longest = passes ? LONGEST : LONGEST_FOR_PEOPLE;
    var grown = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
    return longer(asked, grown.compareTo(longest) > 0 ? longest : grown);
  }

  /**
   * The pause of a channel where nothing succeeds: half as long as that has been so, at least as
   * long as between two messages and at most half a minute, so that what piled up doesn't press,
   * and is told soon once somebody opened the channel again.
   *
   * @param failing for how long it has failed
   * @param asked by the other side; zero where it doesn't ask
   */
  public static Duration channelPause(Duration failing, Duration asked) {
    var half = failing.dividedBy(2);
    var grown = longer(half, BETWEEN_MESSAGES);
    return longer(asked, grown.compareTo(LONGEST_OF_CHANNEL) > 0 ? LONGEST_OF_CHANNEL : grown);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
