package io.countersign.server.ticketing;

import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import io.countersign.server.ticketing.shown.TicketWords;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The texts of what happens to linked tickets. */
@Component
final class TicketEventTexts implements EventTexts<TicketEvent> {
  @Override
  public Class<TicketEvent> vocabulary() {
    return TicketEvent.class;
  }

  @Override
  public String text(TicketEvent event) {
    var ticket = "The ticket " + event.link();
    return switch (event) {
      case TicketEvent.Wanted e -> ticket + " is to be created by the rule " + e.rule();
      case TicketEvent.Linked e -> ticket + " was opened: " + e.reference().url();
      case TicketEvent.WriteIntended e ->
          ticket + " gets " + String.join(", ", new TreeSet<>(e.values().keySet()));
      case TicketEvent.WriteHeld e ->
          ticket + " goes on there once people there did their part: " + e.awaits();
      case TicketEvent.Written e -> ticket + " has the same " + e.field();
      case TicketEvent.FieldNotTaken e ->
          "%s: %s isn't kept there: %s"
              .formatted(
                  ticket,
                  e.field(),
                  TicketWords.untaken(
                      e.why(), e.ours(), e.theirs(), e.stands(), e.tries(), e.reason()));
      case TicketEvent.EchoObserved e ->
          ticket + ": an earlier " + e.field() + " of ours came late";
      case TicketEvent.RemoteChanged e ->
          ticket + ": " + who(e.account()) + " set " + e.field() + " to " + word(e.to());
      case TicketEvent.ChangeTaken e ->
          ticket
              + ": "
              + e.field()
              + (e.taken() ? " was taken" : " is only shown, " + why(e.why()));
      case TicketEvent.ConflictFound e ->
          "%s: both sides changed %s, here to %s and %s to %s there"
              .formatted(ticket, e.field(), word(e.ours()), who(e.account()), word(e.theirs()));
      case TicketEvent.ConflictSettled e ->
          ticket + ": of " + e.field() + " counts " + Phrases.plain(e.winner());
      case TicketEvent.ClosedExternally e ->
          ticket + " was ended by " + who(e.account()) + ", and its incident goes on";
      case TicketEvent.CommentReceived e -> ticket + ": " + who(e.account()) + " commented";
      case TicketEvent.CommentTaken e ->
          ticket
              + (e.byPerson()
                  ? ": a comment was noted"
                  : ": a comment is only shown, by somebody unknown here, or of what takes none");
      case TicketEvent.CommentPosted _ -> ticket + " was commented on";
      case TicketEvent.Moved e -> ticket + " was moved to " + e.to().url();
      case TicketEvent.Merged e ->
          ticket + " was merged into " + e.into().url() + ": people there go on with that one";
      case TicketEvent.Unreachable _ -> ticket + " isn't found: deleted, or kept from us";
      case TicketEvent.Reached _ -> ticket + " is found again";
      case TicketEvent.Gone _ -> ticket + " was given up";
      case TicketEvent.AttemptFailed e ->
          ticket + ": try " + e.tries() + " failed, " + e.code() + " " + e.reason();
      case TicketEvent.Recovered _ -> ticket + " works again";
      case TicketEvent.Paused _ -> ticket + " was paused";
      case TicketEvent.Retried _ -> ticket + " is tried again";
      case TicketEvent.Skipped _ -> ticket + ": what waited was passed over";
      case TicketEvent.Resynced _ -> ticket + " is compared anew";
      case TicketEvent.ChangeRead e ->
          ticket + " is planned, with " + Phrases.counted(e.conflicts(), "conflict");
      case TicketEvent.ApprovalSeen e ->
          ticket
              + ": "
              + who(e.account())
              + (e.approved() ? " approved it there" : " rejected it there")
              + (e.why() == null ? "" : ", which isn't counted: " + TicketWords.obstacle(e.why()));
      case TicketEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }

  /** Of free text only the fingerprint is on record. */
  private static String word(String value) {
    if (value.isEmpty()) {
      return "nothing";
    }
    return value.startsWith("sha256:") ? "another text" : value;
  }

  private static String why(String code) {
    return switch (code) {
      case "UNKNOWN_PERSON" -> "since whoever did that is nobody known here";
      case "SHOWN_ONLY" -> "since nothing here follows from it";
      case "NOT_ENDED_BY_TICKETS" -> "since tickets end no incident by this rule";
      default -> code;
    };
  }

  private static String who(String account) {
    return account.isEmpty() ? "somebody" : "the account " + account;
  }
}
