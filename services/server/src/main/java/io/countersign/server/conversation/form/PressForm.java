package io.countersign.server.conversation.form;

import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The press that a form carries: the value of the button that it came of, and where that was
 * pressed. It's judged like the press itself.
 *
 * @param value the button's
 * @param channel the channel's id
 * @param message the message's id
 */
public record PressForm(String value, String channel, String message) {
  /** The one field of all forms here. */
  public static final String FIELD = "reason";

  /** The beginning of a note that asks for evidence: it's told in the incident's thread. */
  public static final String EVIDENCE_ASKED = "More evidence is asked for, about ";

  private static final int REASON_CHARACTERS = 1_000;
  private static final Pattern FORM = Pattern.compile("(\\S{1,300}) (\\S{1,300}) (\\S{1,300})");

  public static PressForm of(ConversationRequest.Pressed press) {
    return new PressForm(press.value(), press.channel(), press.message());
  }

  public static Optional<PressForm> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new PressForm(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  public String text() {
    return value + " " + channel + " " + message;
  }

  public static ConversationForm carrying(PressForm press, ConversationForm form) {
    return new ConversationForm(
        form.title(), press.text(), form.submit(), form.text(), form.fields());
  }

  public static ConversationForm approval(String remediation) {
    return form("Approve the plan", "Approve", "Why is " + remediation + " to run?", "Reason");
  }

  public static ConversationForm denial(String remediation) {
    return form("Deny the plan", "Deny", "Why isn't " + remediation + " to run?", "Reason");
  }

  public static ConversationForm evidence() {
    return form(
        "Ask for evidence",
        "Ask",
        "It's noted on the incident for all who work on it.",
        "Question");
  }

  private static ConversationForm form(String title, String submit, String text, String label) {
    return new ConversationForm(
        title,
        "-",
        submit,
        text,
        List.of(new ConversationForm.Field(FIELD, label, REASON_CHARACTERS, true)));
  }
}
