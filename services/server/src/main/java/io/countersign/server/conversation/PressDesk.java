package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.domain.Actor;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.conversation.ChatCommands.Wish;
import io.countersign.server.conversation.ChatPersons.Who;
import io.countersign.server.conversation.PressActs.Asked;
import io.countersign.server.conversation.PressReading.Facts;
import io.countersign.server.conversation.PressValue.Place;
import io.countersign.server.conversation.form.PressForm;
import io.countersign.server.conversation.shown.ShownCards;
import io.countersign.server.conversation.turn.Turn;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The desk at which presses become commands by the linked person. It decides nothing: it looks
 * whether the button is one of ours, on the message that it was made for, and has the deciders
 * judge.
 */
@Component
final class PressDesk {
  private final ChatPersons persons;
  private final PressActs acts;
  private final CoalescedRefusals refusals;
  private final ShownCards shown;

  PressDesk(ChatPersons persons, PressActs acts, CoalescedRefusals refusals, ShownCards shown) {
    this.persons = persons;
    this.acts = acts;
    this.refusals = refusals;
    this.shown = shown;
  }

  /**
   * @return what who pressed is told; empty for nothing yet
   */
  String pressed(
      Chat chat,
      ChatDelivery delivery,
      ConversationRequest.Pressed it,
      Facts facts,
      Turn turn,
      Consumer<String> later) {
    var form = PressForm.of(it);
    return heard(new Asked(chat, delivery, it.by(), facts, form, it.trigger(), null, later), turn);
  }

  /** The same of a form that was sent; what it carries is judged anew. */
  String submitted(
      Chat chat,
      ChatDelivery delivery,
      ConversationRequest.Submitted it,
      PressForm form,
      Facts facts,
      Turn turn,
      Consumer<String> later) {
    var text = it.fields().getOrDefault(PressForm.FIELD, "").strip();
    return heard(new Asked(chat, delivery, it.by(), facts, form, "", text, later), turn);
  }

  private String heard(Asked asked, Turn turn) {
    var value = PressValue.parse(asked.form().value());
    if (value.isEmpty()) {
      return invalid(asked, "an unknown act");
    }
    var what = "press " + value.get().act().word();
    var facts = asked.facts();
    return switch (persons.of(asked.chat(), asked.by(), facts.who(), facts.standing(), what)) {
      case Who.Unasked _ -> ChatCommands.NOT_RECORDED;
      case Who.Refused(var code, var why) -> "Refused (" + code + "): " + why;
      case Who.Known known -> placed(asked, value.get(), known, turn);
    };
  }

  private String placed(Asked asked, PressValue value, Who.Known who, Turn turn) {
    var form = asked.form();
    var card = asked.facts().card();
    if (card.isEmpty()) {
      return ChatCommands.NOT_RECORDED;
    }
    var place = new Place(form.channel(), card.get());
    return value.isOfIncident()
        ? onIncident(asked, value, place, who, turn)
        : onPlan(asked, value, place, who, turn);
  }

  private String onIncident(Asked asked, PressValue value, Place place, Who.Known who, Turn turn) {
    if (!value.isSealed(asked.chat().inbox(), null, place)) {
      return invalid(asked, value.act().word());
    }
    if (!asked.facts().incident()) {
      return refused(RefusalCode.UNKNOWN_INCIDENT);
    }
    var incident = new IncidentId(value.subject());
    var wish = wish(asked, value, who, null);
    return switch (value.act()) {
      case ACKNOWLEDGE -> acts.acknowledge(wish, incident, turn);
      case TAKE_OVER -> acts.takeOver(wish, incident, turn);
      case EVIDENCE -> acts.evidence(asked, wish, incident, turn);
      case APPROVE, DENY -> invalid(asked, value.act().word());
    };
  }

  private String onPlan(Asked asked, PressValue value, Place place, Who.Known who, Turn turn) {
    var row = asked.facts().plan();
    if (row.isEmpty()) {
      return refused(RefusalCode.UNKNOWN_REMEDIATION);
    }
    var plan = row.get().planDigest();
    if (!value.shows(plan)) {
      return "Refused (" + RefusalCode.DIGEST_MISMATCH + "): " + PressActs.REPLACED;
    }
    if (!value.isSealed(asked.chat().inbox(), plan, place)) {
      return invalid(asked, value.act().word());
    }
    shown.pressed(who.actor().id(), row.get(), place.card());
    var wish = wish(asked, value, who, plan);
    return switch (value.act()) {
      case APPROVE -> acts.approve(asked, row.get(), wish, turn);
      case DENY -> acts.deny(asked, row.get(), wish, turn);
      case EVIDENCE -> acts.evidence(asked, wish, new IncidentId(row.get().incident()), turn);
      case ACKNOWLEDGE, TAKE_OVER -> invalid(asked, value.act().word());
    };
  }

  private static Wish wish(Asked asked, PressValue value, Who.Known who, @Nullable Digest plan) {
    var form = asked.form();
    return new Wish(
        who,
        asked.delivery(),
        value.act().word(),
        value.subject(),
        plan,
        form.channel(),
        form.message(),
        asked.later());
  }

  private String invalid(Asked asked, String act) {
    var nobody = AccessEvent.ANONYMOUS;
    var command = "press " + act + " in " + asked.chat().name();
    refusals.record(nobody, RefusalCode.PRESS_INVALID, nobody, Actor.SYSTEM, command);
    return refused(RefusalCode.PRESS_INVALID);
  }

  private static String refused(RefusalCode code) {
    return "Refused (" + code + "): " + code.meaning();
  }
}
