package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.domain.Actor;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.Sight;
import io.countersign.domain.access.link.LinkedAccount;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.access.security.PersonSight;
import io.countersign.server.conversation.member.ChatMembers;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The persons behind those who act in a chat: only a full member whose account somebody linked is
 * one. Whatever can't be told for sure, they aren't.
 */
@Component
final class ChatPersons {
  /** Who acts. */
  sealed interface Who {
    /** A person, by an account of theirs. */
    record Known(Actor actor, Sight sight, LinkedAccount account) implements Who {}

    /** Nobody who may. */
    record Refused(RefusalCode code, String why) implements Who {}

    /** The chat can't be asked for their standing now. */
    record Unasked() implements Who {}
  }

  private final LinkedAccounts accounts;
  private final PersonSight sights;
  private final CoalescedRefusals refusals;
  private final ChatMembers members = new ChatMembers();

  ChatPersons(Ledger ledger, CoalescedRefusals refusals) {
    this.accounts = new LinkedAccounts(ledger.entrance());
    this.sights = PersonSight.within(ledger.entrance());
    this.refusals = refusals;
  }

  /**
   * What the record says of an account; the chat isn't asked.
   *
   * @param person whose it is; empty where it's nobody's
   * @param seeing what they may see; empty where they were disabled, too
   */
  record Found(Optional<PrincipalId> person, Optional<PersonSight.Seeing> seeing) {
    static final Found NOBODY = new Found(Optional.empty(), Optional.empty());
  }

  /** Within the entrance's transaction, where there is one. */
  Found find(Chat chat, ConversationPerson by, Instant now) {
    var person = accounts.personOf(chat.name(), by.workspace(), by.id());
    return new Found(person, person.flatMap(it -> sights.of(it, now)));
  }

  /**
   * @param what they want, for the record of a refusal
   */
  Who of(Chat chat, ConversationPerson by, String what, Instant now) {
    return of(chat, by, find(chat, by, now), remembered(chat, by, now), what);
  }

  /**
   * The same of whom the record and the chat were asked about before. Who isn't linked and couldn't
   * be isn't told how to.
   */
  Who of(
      Chat chat,
      ConversationPerson by,
      Found found,
      Supplier<Optional<Standing>> standing,
      String what) {
    var told = standing.get();
    if (told.isPresent() && told.get() != Standing.FULL) {
      return noMember(chat, told.get());
    }
    if (found.person().isEmpty()) {
      var why = "Your account here is nobody's yet. " + howToLink(chat);
      return refused(RefusalCode.ACCOUNT_NOT_LINKED, why, AccessEvent.ANONYMOUS, what);
    }
    return told.isEmpty() ? new Who.Unasked() : known(chat, by, found, what);
  }

  /** The standing for what decides nothing: what was said of it a moment ago does. */
  Supplier<Optional<Standing>> remembered(Chat chat, ConversationPerson by, Instant now) {
    return () -> members.standing(chat.name(), by, now, () -> chat.standing(by));
  }

  /** The standing for what decides something: it's asked for at once and anew, meanwhile. */
  Supplier<Optional<Standing>> anew(Chat chat, ConversationPerson by, Instant now) {
    var asked =
        CompletableFuture.supplyAsync(
            () -> members.anew(chat.name(), by, now, () -> chat.standing(by)),
            Thread.ofVirtual().name("conversation-standing")::start);
    return asked::join;
  }

  /** Whether somebody who hasn't linked anything yet could; null for who can. */
  @Nullable Who linkable(Chat chat, ConversationPerson by, Instant now) {
    var told = anew(chat, by, now).get();
    if (told.isEmpty()) {
      return new Who.Unasked();
    }
    return told.get() == Standing.FULL ? null : noMember(chat, told.get());
  }

  private Who noMember(Chat chat, Standing standing) {
    return refused(
        RefusalCode.NOT_A_MEMBER,
        RefusalCode.NOT_A_MEMBER.meaning() + " Linking the account wouldn't change that.",
        AccessEvent.ANONYMOUS,
        "act in " + chat.name() + " as " + standing);
  }

  private Who known(Chat chat, ConversationPerson by, Found found, String what) {
    var person = found.person().orElseThrow();
    var seeing = found.seeing();
    return seeing.isEmpty()
        ? refused(
            RefusalCode.PRINCIPAL_DISABLED, RefusalCode.PRINCIPAL_DISABLED.meaning(), person, what)
        : new Who.Known(
            seeing.get().actor(),
            seeing.get().sight(),
            new LinkedAccount(chat.name(), by.workspace(), by.id()));
  }

  private Who refused(RefusalCode code, String why, PrincipalId by, String what) {
    refusals.record(by, code, by, Actor.SYSTEM, what);
    return new Who.Refused(code, why);
  }

  static String howToLink(Chat chat) {
    return "Sign in on a terminal (countersign login), run: countersign link "
        + chat.name()
        + " and type the code here: /countersign link CODE";
  }
}
