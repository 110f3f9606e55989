package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationInbox;
import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value that a button carries: {@code v1.ACT.SUBJECT.DIGEST.SEAL}. The seal binds the act to
 * its subject, to the whole digest of the plan that was shown, to the channel and to the card:
 * carried to another card or changed it's nothing. It's no proof of who pressed.
 *
 * @param subject the id of a remediation or of an incident
 * @param shown the first 12 hex digits of the plan's digest; {@code -} where no plan is shown
 * @param seal base64url without padding
 */
public record PressValue(Act act, String subject, String shown, String seal) {
  private static final Pattern FORM =
      Pattern.compile(
          "v1\\.([a-z-]{1,20})\\.((?:rem|inc)_[0-9a-f]{16})\\.([0-9a-f]{12}|-)\\.([A-Za-z0-9_-]{43})");

  private static final int SHOWN = 12;
  private static final String NO_PLAN = "-";
  private static final String INCIDENT = "inc_";

  /** The acts that a button can ask for. */
  public enum Act {
    APPROVE("approve"),
    DENY("deny"),
    /** Asks for more evidence. */
    EVIDENCE("evidence"),
    ACKNOWLEDGE("acknowledge"),
    /** Assigns the incident to whoever presses. */
    TAKE_OVER("take-over");

    private final String word;

    Act(String word) {
      this.word = word;
    }

    /** As the value has it. */
    public String word() {
      return word;
    }

    /** Whether it's a word on what is to run. */
    boolean decides() {
      return switch (this) {
        case APPROVE, DENY -> true;
        case EVIDENCE, ACKNOWLEDGE, TAKE_OVER -> false;
      };
    }

    static Optional<Act> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
  }

  /**
   * The place that a value is good for.
   *
   * @param channel the channel's id, as the chat has it and delivers it with a press
   * @param card the key with which the card was or will be posted
   */
  public record Place(String channel, String card) {}

  /**
   * The value for a button on a card.
   *
   * @param plan the digest of the plan that the card shows; null for acts on an incident
   * @return empty where the connection has no secret to seal with
   */
  public static Optional<PressValue> sealed(
      ConversationInbox inbox, Act act, String subject, @Nullable Digest plan, Place place) {
    return inbox.seals(content(act, subject, plan, place)).stream()
        .findFirst()
        .map(seal -> new PressValue(act, subject, shown(plan), encoded(seal)));
  }

  /** Reads one; empty for what isn't one. */
  public static Optional<PressValue> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Act.of(matcher.group(1))
            .map(it -> new PressValue(it, matcher.group(2), matcher.group(3), matcher.group(4)))
        : Optional.empty();
  }

  /**
   * Whether it was made by this connection for this place and this plan.
   *
   * @param plan the whole digest of the plan that its subject has; null where it has none
   */
  public boolean isSealed(ConversationInbox inbox, @Nullable Digest plan, Place place) {
    var given = Base64.getUrlDecoder().decode(seal);
    boolean good = false;
    for (var it : inbox.seals(content(act, subject, plan, place))) {
      good |= MessageDigest.isEqual(it, given);
    }
    return good;
  }

  /** Whether the plan that was shown is this one, as far as the value itself says. */
  public boolean shows(@Nullable Digest plan) {
    return shown.equals(shown(plan));
  }

  /** Whether it's about an incident, and not about a remediation. */
  boolean isOfIncident() {
    return subject.startsWith(INCIDENT);
  }

  /** As the button carries it. */
  public String text() {
    return String.join(".", "v1", act.word, subject, shown, seal);
  }

  private static String shown(@Nullable Digest plan) {
    return plan == null ? NO_PLAN : plan.hex().substring(0, SHOWN);
  }

  /** Lengths go before the parts, so that no two places or subjects read the same. */
  private static byte[] content(Act act, String subject, @Nullable Digest plan, Place place) {
    var text = new StringBuilder();
    for (var part :
        new String[] {
          act.word, subject, plan == null ? NO_PLAN : plan.hex(), place.channel(), place.card()
        }) {
      text.append(part.length()).append(':').append(part);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] seal) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
  }
}
