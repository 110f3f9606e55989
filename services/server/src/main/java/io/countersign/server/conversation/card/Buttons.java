package io.countersign.server.conversation.card;

import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.connectors.spi.conversation.CardAction.Respond;
import io.countersign.connectors.spi.conversation.CardAction.Respond.Style;
import io.countersign.connectors.spi.conversation.ConversationInbox;
import io.countersign.domain.Digest;
import io.countersign.server.conversation.PressValue;
import io.countersign.server.conversation.PressValue.Act;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The buttons of one message: each sealed to its channel, its card and the plan that is shown.
 * Where the connection has nothing to seal with there are none.
 *
 * @param place where the message is or will be
 */
public record Buttons(ConversationInbox inbox, PressValue.Place place) {
  /** Of a plan that waits: with risk, approving gets harder, and from high on isn't done here. */
  List<CardAction> ofApproval(String remediation, Digest plan, boolean approvable) {
    return Stream.of(
            approvable
                ? button("Approve", Act.APPROVE, Style.PRIMARY, remediation, plan)
                : Optional.<CardAction>empty(),
            button("Deny", Act.DENY, Style.DANGER, remediation, plan),
            button("Ask for evidence", Act.EVIDENCE, Style.PLAIN, remediation, plan))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Of an incident that is open. */
  List<CardAction> ofIncident(String incident, boolean acknowledged) {
    return Stream.of(
            acknowledged
                ? Optional.<CardAction>empty()
                : button("Acknowledge", Act.ACKNOWLEDGE, Style.PRIMARY, incident, null),
            button("Take over", Act.TAKE_OVER, Style.PLAIN, incident, null))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<CardAction> button(
      String label, Act act, Style style, String subject, @Nullable Digest plan) {
    return PressValue.sealed(inbox, act, subject, plan, place)
        .map(it -> new Respond(label, it.text(), style));
  }
}
