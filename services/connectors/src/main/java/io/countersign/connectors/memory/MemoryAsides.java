package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.Conversation.Unit;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationMember;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.spi.conversation.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The asides of a conversation in memory: said beside its cards, to one person each. */
public final class MemoryAsides {
  private static final int MAX_TEXT = 3000;

  /** Something that one person was told; {@code where} is a channel or an answer's address. */
  public record Aside(String where, String text) {}

  private final Map<ConversationPerson, ConversationMember.Standing> members = new HashMap<>();
  private final Set<String> triggers = new HashSet<>();
  private final Set<String> addresses = new HashSet<>();
  private final List<Aside> told = new ArrayList<>();
  private final List<Aside> answered = new ArrayList<>();
  private final List<ConversationForm> forms = new ArrayList<>();

  MemoryAsides() {}

  /** Somebody is a member from now on, or has become another kind of one. */
  public synchronized ConversationPerson member(
      String workspace, String id, ConversationMember.Standing standing) {
    var person = new ConversationPerson(workspace, id);
    members.put(person, standing);
    return person;
  }

  /** A trigger that shows one form. */
  public synchronized String trigger() {
    var trigger = "trigger-" + (triggers.size() + forms.size() + 1);
    triggers.add(trigger);
    return trigger;
  }

  /** An address that takes answers. */
  public synchronized String answerAddress() {
    var address = "https://chat.example.org/answers/" + (addresses.size() + 1);
    addresses.add(address);
    return address;
  }

  /** What people were told in channels. */
  public synchronized List<Aside> told() {
    return List.copyOf(told);
  }

  /** What presses and commands were answered. */
  public synchronized List<Aside> answered() {
    return List.copyOf(answered);
  }

  /** The forms that were shown. */
  public synchronized List<ConversationForm> forms() {
    return List.copyOf(forms);
  }

  synchronized Outcome<Unit> tell(String channel, ConversationPerson person, String text) {
    if (!members.containsKey(person)) {
      return failed(FailureCode.NOT_FOUND, "no such person");
    }
    told.add(new Aside(channel, TextLimit.cut(PlainText.of(text), MAX_TEXT)));
    return Outcome.ok(new Unit());
  }

  synchronized Outcome<Unit> answer(String address, String text) {
    if (!addresses.contains(address)) {
      return failed(FailureCode.REFUSED, "not an address of this chat's");
    }
    answered.add(new Aside(address, TextLimit.cut(PlainText.of(text), MAX_TEXT)));
    return Outcome.ok(new Unit());
  }

  synchronized Outcome<Unit> ask(String trigger, ConversationForm form) {
    if (!triggers.remove(trigger)) {
      return failed(FailureCode.REFUSED, "the trigger is too old or used");
    }
    forms.add(form);
    return Outcome.ok(new Unit());
  }

  synchronized Outcome<ConversationMember> member(ConversationPerson person) {
    var standing = members.get(person);
    return standing == null
        ? failed(FailureCode.NOT_FOUND, "no such person")
        : Outcome.ok(new ConversationMember(person, standing));
  }

  private static <T> Outcome<T> failed(FailureCode code, String why) {
    return Outcome.failed(FailureCategory.USER, code, why);
  }
}
