package io.countersign.server.conversation;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.NameUuid;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.link.AccountUse.AccountUsed;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.UnavailableException;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.conversation.ChatPersons.Who;
import io.countersign.server.conversation.turn.LateOutcomes;
import io.countersign.server.conversation.turn.Turn;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The sender of what persons ask for in a chat: in one transaction with the evidence of how it came
 * in. Whoever is told that nothing was recorded is told, too, if it was after all.
 */
@Component
final class ChatCommands {
  /** What is said where nothing is known to be recorded. */
  static final String NOT_RECORDED = "Not recorded; nothing was decided. Try again in a moment.";

  private static final UUID PRESSES = UUID.fromString("6a1f0c1e-50a8-5b1d-9f0f-3c2b7f1d9a44");
  private static final int SHORT_ID = 20;

  /**
   * A wish of a person's.
   *
   * @param act in a word, such as {@code approve}
   * @param subject the id of what it's about
   * @param shown the digest of the plan that was in front of them; null where it's about none
   * @param message the message's id, empty where it's about none
   * @param later says something to them once their request was answered
   */
  record Wish(
      Who.Known who,
      ChatDelivery delivery,
      String act,
      String subject,
      @Nullable Digest shown,
      String channel,
      String message,
      Consumer<String> later) {}

  private final Ledger ledger;
  private final PrincipalNames names;
  private final LateOutcomes late;
  private final CoalescedRefusals refusals;

  ChatCommands(Ledger ledger, PrincipalNames names, LateOutcomes late, CoalescedRefusals refusals) {
    this.ledger = ledger;
    this.names = names;
    this.late = late;
    this.refusals = refusals;
  }

  /**
   * Has it decided.
   *
   * @return what the person is told
   */
  String send(Wish wish, Command command, Turn turn, Blob... blobs) {
    if (!turn.begin()) {
      return NOT_RECORDED;
    }
    var id = NameUuid.of(PRESSES, wish.delivery().id() + " " + wish.act());
    try {
      var sent = ledger.sendInTurn(steps(wish, command, id, List.of(blobs)));
      return said(wish, id, sent, turn);
    } catch (UnavailableException _) {
      return NOT_RECORDED; // nothing of it was taken
    }
  }

  private List<Submission> steps(Wish wish, Command command, UUID id, List<Blob> blobs) {
    var delivery = wish.delivery();
    var use = "use_" + delivery.id().substring(0, SHORT_ID);
    var used =
        new AccountUsed(
            use,
            wish.who().actor().id(),
            wish.who().account(),
            wish.act(),
            wish.subject(),
            wish.shown(),
            wish.channel(),
            wish.message(),
            delivery.body(),
            delivery.skewMillis());
    return List.of(
        new Submission.OfStandaloneEvent(
            used, delivery.id(), context(wish, NameUuid.of(id, "use"), null)),
        new Submission.OfCommand(command, context(wish, id, use), blobs));
  }

  private static CommandContext context(Wish wish, UUID id, @Nullable String cause) {
    var trace = wish.delivery().body().hex().substring(0, 32);
    return new CommandContext(
        id,
        wish.who().actor(),
        wish.delivery().at(),
        Surface.CHAT,
        wish.subject(),
        cause,
        trace,
        Facts.NONE);
  }

  /** What still waits once the time is over isn't done any more; what is under way may be. */
  private String said(Wish wish, UUID id, List<CompletableFuture<Receipt>> sent, Turn turn) {
    try {
      var answer = sent.getLast().get(turn.left().toMillis(), TimeUnit.MILLISECONDS).answer();
      unlinked(wish, sent.getFirst());
      return text(wish, answer);
    } catch (TimeoutException _) {
      sent.forEach(it -> it.cancel(false));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnavailableException)) {
        throw new IllegalStateException(e.getCause());
      }
    }
    late.follow(id, wish.later());
    return NOT_RECORDED;
  }

  /** No aggregate keeps that the account was taken from them meanwhile. */
  private void unlinked(Wish wish, CompletableFuture<Receipt> used) {
    if (used.join().answer() instanceof Answer.Refused(var code, var _)) {
      var command = wish.act() + " " + wish.subject() + " in " + wish.who().account().system();
      refusals.record(AccessEvent.ANONYMOUS, code, AccessEvent.ANONYMOUS, Actor.SYSTEM, command);
    }
  }

  private String text(Wish wish, Answer answer) {
    return switch (answer) {
      case Answer.Done _ -> "Recorded: " + wish.act() + " of " + wish.subject() + ".";
      case Answer.Unchanged _ ->
          "Recorded before: " + wish.act() + " of " + wish.subject() + " changes nothing more.";
      case Answer.Refused(var code, var why) ->
          "Refused (" + code + "): " + names.lookup().named(why);
    };
  }
}
