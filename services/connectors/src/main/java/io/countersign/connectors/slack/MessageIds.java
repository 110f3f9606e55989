package io.countersign.connectors.slack;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Reference;
import java.util.regex.Pattern;

/**
 * A message's id: its channel's and its time's. A reference has them as {@code C0123:1700.000100}.
 *
 * @param channel such as {@code C0123ABC456}
 * @param ts such as {@code 1700000000.000100}
 */
record MessageIds(String channel, String ts) {
  static final Pattern CHANNEL = Pattern.compile("[CDG][A-Z0-9]{2,20}");
  private static final Pattern TS = Pattern.compile("\\d{1,15}\\.\\d{1,9}");

  MessageIds {
    if (!CHANNEL.matcher(channel).matches() || !TS.matcher(ts).matches()) {
      throw new IllegalArgumentException("not the ids of a message of Slack's");
    }
  }

  /** Of a card that we posted, whoever holds the reference. */
  static Outcome<MessageIds> of(Reference reference, String system) {
    var parts = reference.id().split(":", -1);
    if (!reference.system().equals(system) || parts.length != 2) {
      return SlackFailure.user(FailureCode.NOT_FOUND, "not a message of " + system);
    }
    try {
      return Outcome.ok(new MessageIds(parts[0], parts[1]));
    } catch (IllegalArgumentException _) {
      return SlackFailure.user(FailureCode.NOT_FOUND, "not a message of " + system);
    }
  }

  /**
   * @param url the workspace's, with a slash at its end
   */
  Reference reference(String system, String url) {
    var link = url + "archives/" + channel + "/p" + ts.replace(".", "");
    return new Reference(system, "message", channel + ":" + ts, link);
  }
}
