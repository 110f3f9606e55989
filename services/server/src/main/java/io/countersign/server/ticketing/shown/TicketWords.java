package io.countersign.server.ticketing.shown;

import io.countersign.domain.ticketing.NotTaken;
import io.countersign.domain.ticketing.TicketEvent.ConflictFound;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.incident.ticket.ShownTicket;
import io.countersign.server.incident.ticket.TicketKey;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The words in which a linked ticket is told of. */
public final class TicketWords {
  private TicketWords() {}

  /** As people there call it, where its address tells; else the system's own id. */
  public static @Nullable String key(TicketLinks.Row row) {
    return TicketKey.of(row.url()).orElse(row.ticket());
  }

  /** How it is, such as {@code pending, 3rd try, last error UNAUTHORISED: no permission}. */
  public static String of(TicketLinks.Row row) {
    var words = new StringBuilder(row.state());
    if (row.tries() > 0) {
      words.append(", ").append(ordinal(row.tries())).append(" try");
    }
    var code = row.code();
    if (code != null) {
      words.append(", last error ").append(code);
      var reason = row.reason();
      if (reason != null && !reason.isBlank()) {
        words.append(": ").append(reason);
      }
    }
    if (!row.conflicts().isEmpty()) {
      words.append(", conflict of ").append(String.join(" and ", row.conflicts()));
    }
    if (row.awaits() != null) {
      words.append(", goes on there once people there did their part: ").append(row.awaits());
    }
    row.untaken().forEach(it -> words.append(", ").append(of(it)));
    var into = row.mergedInto();
    if (into != null) {
      words.append(", merged there into ").append(TicketKey.of(into).orElse(into));
    }
    return words.toString();
  }

  /** Such as {@code state isn't kept: nothing that is offered leads to IN_PROGRESS}. */
  public static String of(TicketLinks.Untaken it) {
    return it.field()
        + " isn't kept: "
        + untaken(it.why(), it.ours(), it.theirs(), it.stands(), it.tries(), it.reason());
  }

  /**
   * Why a value of ours doesn't stand there.
   *
   * @param tries how often it was written
   * @param reason what the system said; empty where it said nothing
   */
  public static String untaken(
      NotTaken why, String ours, String theirs, String stands, int tries, String reason) {
    return switch (why) {
      case REFUSED -> reason.isBlank() ? "it was refused" : reason;
      case UNMAPPED -> "the rule's transform has no word for " + value(ours);
      case NOT_KEPT ->
          "%s was written %s times, and %s stands there"
              .formatted(nothing(theirs), tries, nothing(stands));
    };
  }

  private static String nothing(String word) {
    return word.isEmpty() ? "nothing" : value(word);
  }

  private static String ordinal(int number) {
    int tens = number % 100;
    if (tens >= 11 && tens <= 13) {
      return number + "th";
    }
    return number
        + switch (number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  /** Why what somebody said of a change isn't counted, by its code. */
  public static String obstacle(String code) {
    return switch (code) {
      case "REJECTED" -> "it's no yes";
      case "WITHDRAWN" -> "it doesn't stand there any more";
      case "UNKNOWN_PERSON" -> "nobody here is linked to the account";
      case "NOT_BY_THEMSELVES" -> "somebody else set it, or it isn't told there who did";
      case "NOT_ASKED" -> "nobody's approval is asked for";
      case "POLICY" -> "policy counts no approvals of change requests for this plan";
      case "UNTIMELY" ->
          "it was said before it was asked for, or before they took back what they said here";
      case "REWRITTEN" -> "the whole text of this plan doesn't stand there as it was written";
      default -> "it was refused here: " + code;
    };
  }

  /**
   * With both values, which only the record has.
   *
   * @param named a text with names in place of ids of ours
   */
  public static List<ShownTicket.Conflict> conflicts(
      List<ConflictFound> found, UnaryOperator<String> named) {
    return found.stream()
        .map(
            it ->
                new ShownTicket.Conflict(
                    it.field(),
                    named.apply(value(it.ours())),
                    named.apply(value(it.theirs())),
                    it.account(),
                    settling(it.link(), it.field())))
        .toList();
  }

  /** Of free text only its fingerprint is on record. */
  static String value(String word) {
    return word.startsWith("sha256:") ? "a text of its own" : word;
  }

  /** The command by which a person says whose value counts, but for the winner. */
  static String settling(TicketLinkId link, String field) {
    return "countersign sync settle %s %s --field %s --winner"
        .formatted(link.system(), link.holder(), field);
  }
}
