package io.countersign.server.incident.ticket;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of an incident or of a remediation. Everything in it that people there wrote is data: to
 * be escaped where it's shown, and at most some hundred characters each.
 *
 * @param link by which commands name it: the connection's name and the holder's id
 * @param kind of the ticket, such as {@code incident} or {@code change-request}
 * @param key by which people there call it, such as {@code OPS-17}; absent until it was created
 * @param state pending, linked, halted, paused, unreachable or gone
 * @param words how it is, in words, such as {@code pending, 3rd try, last error UNAUTHORISED}
 * @param nextAt when it's tried again; absent where nothing failed or a person is waited for
 * @param conflicts of fields that both sides changed and of which nobody said whose value counts
 * @param remarks the last comments of people whom nobody linked, ten at most
 * @param change what its system says of a change request; absent of other tickets, and until then
 */
public record ShownTicket(
    String link,
    String kind,
    @Nullable String key,
    @Nullable String url,
    String state,
    String words,
    @Nullable Instant nextAt,
    List<Conflict> conflicts,
    List<Remark> remarks,
    @Nullable Change change) {
  public ShownTicket {
    conflicts = List.copyOf(conflicts);
    remarks = List.copyOf(remarks);
  }

  /** The connection that it's kept by. */
  public String system() {
    return link.substring(0, Math.max(0, link.indexOf('/')));
  }

  /**
   * Two values of one field.
   *
   * @param account who set theirs, by their system's id; empty where it isn't told
   * @param settle the command that says whose value counts, but for the winner
   */
  public record Conflict(String field, String ours, String theirs, String account, String settle) {}

  /** What somebody unknown here wrote there; their account is by their system's id. */
  public record Remark(String account, Instant at, String text) {}

  /**
   * The plan of a change request there.
   *
   * @param conflicts what is in the way there, in that system's words
   */
  public record Change(
      @Nullable Instant start,
      @Nullable Instant end,
      List<String> conflicts,
      List<Approval> approvals) {
    public Change {
      conflicts = List.copyOf(conflicts);
      approvals = List.copyOf(approvals);
    }

    /** In one line: what whoever decides has to know of it. */
    public String words() {
      var planned =
          start == null
              ? "not scheduled there"
              : "from " + start + (end == null ? "" : " to " + end);
      return planned
          + (conflicts.isEmpty()
              ? ", no conflict"
              : ", conflicts: " + String.join("; ", conflicts));
    }
  }

  /**
   * What somebody there said of a change: evidence.
   *
   * @param account by their system's id
   * @param by who that is here; absent for somebody unknown
   * @param counted whether it was taken as their approval here
   * @param why it isn't counted, in words; absent where it is, or where that isn't known
   */
  public record Approval(
      String account,
      @Nullable String by,
      boolean approved,
      Instant at,
      boolean counted,
      @Nullable String why) {
    /** In one line. */
    public String words() {
      return (by == null ? "somebody unknown here (" + account + ")" : by)
          + (approved ? " approved it there " : " rejected it there ")
          + at
          + (counted ? ", which counts here" : ", which is evidence and counts for nothing")
          + (why == null ? "" : ": " + why);
    }
  }
}
